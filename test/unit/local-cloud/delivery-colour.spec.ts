import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeHeic } from '../../../main/local-cloud/delivery/decode-heic.ts'
import { greySpaces, inkSpace, lookOf, rgbSpaces } from '../../support/colour/colour-space.ts'
import { deltaE } from '../../support/colour/delta-e.ts'
import { embedIcc } from '../../support/colour/embed-icc.ts'
import { type Lab, labOfSrgb } from '../../support/colour/lab.ts'
import { readIcc } from '../../support/colour/read-icc.ts'
import { aDelivery, look } from './a-delivery.ts'

const photos = new URL('../../../../shared/photos/', import.meta.url).pathname
const isHere = existsSync(photos)
if (!isHere) console.log('skipped: colours of real photos, since ../shared/photos is not beside this checkout')

const across = 8
const down = 6
const patch = 32

describe('the measure of colour', () => {
  // Pairs published with the formula, to test implementations of it.
  it.each<[Lab, Lab, number]>([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ])('between %j and %j is as published', (one, other, difference) => {
    expect(deltaE(one, other)).toBeCloseTo(difference, 4)
  })

  it('knows white and black', () => {
    expect(deltaE(labOfSrgb([255, 255, 255]), [100, 0, 0])).toBeLessThan(0.05)
    expect(labOfSrgb([0, 0, 0])).toEqual([0, 0, 0])
  })
})

describe('colours come out as they were meant', () => {
  it.each(
    rgbSpaces.flatMap(space => (['jpeg', 'png', 'webp'] as const).map(format => ({ space, format, name: space.name }))),
  )('from $name in a $format', async ({ space, format }) => {
    const colours = patchColours(3)
    const source = await encodePatches(colours, 3, format)
    const photo = space.icc ? embedIcc(source, format, space.icc) : source

    await expectLooks(photo, colours.map(space.look))
  })

  it.each(greySpaces.flatMap(space => (['jpeg', 'png'] as const).map(format => ({ space, format, name: space.name }))))(
    'from $name in a $format',
    async ({ space, format }) => {
      const colours = patchColours(1)
      const source = await encodePatches(colours, 1, format)

      await expectLooks(embedIcc(source, format, space.icc ?? Buffer.alloc(0)), colours.map(space.look))
    },
  )

  it('from a PNG of 16 bits in Adobe RGB', async () => {
    const space = rgbSpaces.find(one => one.name === 'Adobe RGB')
    const colours = patchColours(3)
    const deep = await sharp(await encodePatches(colours, 3, 'png'))
      .toColourspace('rgb16')
      .png()
      .toBuffer()

    expect((await sharp(deep).metadata()).depth).toBe('ushort')
    await expectLooks(
      embedIcc(deep, 'png', space?.icc ?? Buffer.alloc(0)),
      colours.map(one => space?.look(one) ?? [0, 0, 0]),
    )
  })

  it('from four inks', async () => {
    const { icc, look } = inkSpace
    const printed = await sharp(await encodePatches(patchColours(3), 3, 'png'))
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer()
    const inks = await patchesOf(printed, 4)

    await expectLooks(embedIcc(printed, 'jpeg', icc ?? Buffer.alloc(0)), inks.map(look))
  })
})

describe.runIf(isHere)('colours of real photos come out as they were meant', () => {
  it.each([
    ['shoot/Canon EOS 7D.jpg', 'Adobe RGB'],
    ['other-formats/IMG_2927.HEIC', 'Display P3'],
  ])('%s, in %s', async name => {
    const file = await readFile(photos + name)
    const { icc } = await sharp(file).metadata()
    const { primaries, light } = readIcc(icc ?? Buffer.alloc(0))
    const stored = await blocksOf(
      sharp(name.endsWith('HEIC') ? await decodeHeic(photos + name) : file, { ignoreIcc: true }),
    )
    const cloud = await aDelivery()
    const id = await cloud.put(file)

    const delivered = await cloud.get(id, 'f=jpeg,q=95')
    const seen = await blocksOf(sharp(delivered.bytes))

    const look = lookOf(primaries, light)
    const sum = seen.reduce(
      (total, [r = 0, g = 0, b = 0], i) => total + deltaE(labOfSrgb([r, g, b]), look(stored[i] ?? [])),
      0,
    )
    expect(seen.length).toBeGreaterThan(500)
    expect(sum / seen.length).toBeLessThan(2)
    // Taken for sRGB, they would look different: the profile was not simply left out.
    const bare = seen.reduce((total, [r = 0, g = 0, b = 0], i) => {
      const [sr = 0, sg = 0, sb = 0] = stored[i] ?? []
      return total + deltaE(labOfSrgb([r, g, b]), labOfSrgb([sr, sg, sb]))
    }, 0)
    expect(bare / seen.length).toBeGreaterThan(2 * (sum / seen.length))
  })
})

/** The mean colours of small blocks all over a picture. */
async function blocksOf(picture: Sharp): Promise<number[][]> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
  const [side, step] = [4, 24]
  const blocks: number[][] = []
  for (let top = 0; top + side <= info.height; top += step)
    for (let left = 0; left + side <= info.width; left += step) {
      const sums = [0, 0, 0]
      for (let y = top; y < top + side; y++)
        for (let x = left; x < left + side; x++)
          for (const channel of [0, 1, 2]) {
            const at = (y * info.width + x) * info.channels + channel
            sums[channel] = (sums[channel] ?? 0) + (data[at] ?? 0)
          }
      blocks.push(sums.map(sum => sum / side ** 2))
    }
  return blocks
}

/** In every format, at its own size and at half of it. */
async function expectLooks(photo: Buffer, wanted: readonly Lab[]) {
  const cloud = await aDelivery()
  const id = await cloud.put(photo)
  const differences: Record<string, number> = {}
  for (const options of ['f=auto', 'f=jpeg', 'f=webp', 'f=avif'].flatMap(one => [
    one,
    `${one},w=${(across * patch) / 2}`,
  ])) {
    const delivered = await cloud.get(id, options)
    const seen = (await patchesOf(delivered.bytes, 3)).map(([r = 0, g = 0, b = 0]) => labOfSrgb([r, g, b]))
    const sum = seen.reduce((total, lab, i) => total + deltaE(lab, wanted[i] ?? [0, 0, 0]), 0)
    differences[options] = sum / wanted.length

    expect((await look(delivered)).icc, options).toBeUndefined()
  }
  expect(Math.max(...Object.values(differences)), JSON.stringify(differences)).toBeLessThan(2)
}

/** Colours from all over a space, and always the same ones. */
function patchColours(channels: number): number[][] {
  let state = 7
  const next = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31)
  return Array.from({ length: across * down }, (_, i) =>
    channels === 1
      ? [Math.round((i * 255) / (across * down - 1))]
      : Array.from({ length: channels }, () => (next() >> 12) % 256),
  )
}

async function encodePatches(colours: number[][], channels: 1 | 3, format: 'jpeg' | 'png' | 'webp'): Promise<Buffer> {
  const pixels = sharp(Buffer.from(colours.flat()), { raw: { width: across, height: down, channels } })
  if (channels === 1) pixels.toColourspace('b-w')
  const picture = pixels.resize(across * patch, down * patch, { kernel: 'nearest', fit: 'fill' })
  switch (format) {
    case 'jpeg':
      return await picture.jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer()
    case 'png':
      return await picture.png().toBuffer()
    case 'webp':
      return await picture.webp({ lossless: true }).toBuffer()
  }
}

/** Middles of patches, which neither scaling nor saving on colour reaches. */
async function patchesOf(picture: Buffer, channels: number): Promise<number[][]> {
  const open = sharp(picture)
  const { data, info } = await (channels === 4 ? open.pipelineColourspace('cmyk').toColourspace('cmyk') : open)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const side = info.width / across
  return Array.from({ length: across * down }, (_, i) => {
    const x = Math.floor(((i % across) + 0.5) * side)
    const y = Math.floor((Math.floor(i / across) + 0.5) * side)
    const at = (y * info.width + x) * info.channels
    return [...data.subarray(at, at + channels)]
  })
}

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { aDelivery, look } from './a-delivery.ts'

const photos = new URL('../../../../shared/photos/', import.meta.url).pathname
const isHere = existsSync(photos)
if (!isHere) console.log('skipped: real photos in each orientation, since ../shared/photos is not beside this checkout')

const orientations = [1, 2, 3, 4, 5, 6, 7, 8]
const options = ['f=auto', 'f=webp', 'w=40', 'w=40,h=40,fit=cover', 'fit=contain,w=200', 'trim=0;0;0;0']

/** How a camera that was held so writes a scene. */
const held: Record<number, (scene: Sharp) => Sharp> = {
  1: scene => scene,
  2: scene => scene.flop(),
  3: scene => scene.rotate(180),
  4: scene => scene.flip(),
  5: scene => scene.rotate(270).flop(),
  6: scene => scene.rotate(270),
  7: scene => scene.rotate(90).flop(),
  8: scene => scene.rotate(90),
}

describe('a photo taken in any orientation', () => {
  it.each(
    orientations.flatMap(orientation => (['jpeg', 'png', 'webp'] as const).map(format => ({ orientation, format }))),
  )('comes out upright: $orientation as $format', async ({ orientation, format }) => {
    const cloud = await aDelivery()
    const stored = await held[orientation]?.(sharp(await corners()))
      .png()
      .toBuffer()
    const photo = await sharp(stored).withMetadata({ orientation }).toFormat(format, { quality: 95 }).toBuffer()
    const id = await cloud.put(photo)

    for (const asked of options) {
      const delivered = await cloud.get(id, asked)
      const header = await look(delivered)

      expect(await cornersOf(delivered.bytes), asked).toEqual(['red', 'green', 'blue', 'white'])
      expect(header.orientation ?? 1).toBe(1)
      if (asked === 'f=auto') expect([header.width, header.height]).toEqual([120, 80])
    }
  })

  it('keeps an orientation of one alone when all metadata is kept', async () => {
    const cloud = await aDelivery()
    const stored = await sharp(await corners())
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer()
    const id = await cloud.put(stored)

    const delivered = await cloud.get(id, 'metadata=keep')

    expect(await look(delivered)).toMatchObject({ width: 120, height: 80, orientation: 1 })
    expect(await cornersOf(delivered.bytes)).toEqual(['red', 'green', 'blue', 'white'])
  })
})

describe('what is done to a photo is done to it as it stands upright', () => {
  it.each([
    ['rotate=90', ['blue', 'red', 'white', 'green']],
    ['rotate=180', ['white', 'blue', 'green', 'red']],
    ['rotate=270', ['green', 'white', 'red', 'blue']],
    ['flip=h', ['green', 'red', 'white', 'blue']],
    ['flip=v', ['blue', 'white', 'red', 'green']],
    ['flip=h,rotate=90', ['white', 'green', 'blue', 'red']],
    ['flip=hv', ['white', 'blue', 'green', 'red']],
    ['trim=0;60;0;0', ['red', 'red', 'blue', 'blue']],
    ['trim=0;60;0;0,rotate=90', ['blue', 'red', 'blue', 'red']],
    ['trim=0;0;40;0,rotate=270', ['green', 'green', 'red', 'red']],
    ['trim=0;60;0;0,flip=h', ['red', 'red', 'blue', 'blue']],
    ['trim=40;0;0;0,rotate=180,flip=v', ['white', 'blue', 'white', 'blue']],
    ['trim.left=60,trim.width=60,rotate=180', ['white', 'white', 'green', 'green']],
    ['trim.left=60,trim.top=40,flip=v', ['white', 'white', 'white', 'white']],
  ])('by %s', async (asked, seen) => {
    const cloud = await aDelivery()
    const stored = await sharp(await corners())
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer()
    const ids = [await cloud.put(stored), await cloud.put(await corners())]

    for (const id of ids) expect(await cornersOf((await cloud.get(id, asked)).bytes), asked).toEqual(seen)
  })

  it('measures width and height after turning', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await corners())

    expect(await look(await cloud.get(id, 'rotate=90,w=40'))).toMatchObject({ width: 40, height: 60 })
    expect(await look(await cloud.get(id, 'trim=0;60;0;0,rotate=90'))).toMatchObject({ width: 80, height: 60 })
  })
})

describe.runIf(isHere)('real photos', () => {
  it.each(['Landscape', 'Portrait'])('of the scene %s look the same in all orientations', async scene => {
    const cloud = await aDelivery()
    const prints: Buffer[] = []
    for (const orientation of orientations) {
      const id = await cloud.put(await readFile(`${photos}orientation/${scene}_${orientation}.jpg`))
      const delivered = await cloud.get(id, 'w=300,metadata=none')
      const { width, height } = await look(delivered)

      expect(width > height).toBe(scene === 'Landscape')
      prints.push(await sharp(delivered.bytes).resize(24, 24, { fit: 'fill' }).raw().toBuffer())
    }

    const [first = Buffer.alloc(0), ...others] = prints
    for (const [i, other] of others.entries()) expect(difference(first, other), `orientation ${i + 2}`).toBeLessThan(6)
  })
})

const colours: Record<string, readonly [number, number, number]> = {
  red: [255, 0, 0],
  green: [0, 255, 0],
  blue: [0, 0, 255],
  white: [255, 255, 255],
}

/** A scene of 120 × 80 with a colour in each corner: red and green above, blue and white below. */
const corners = () =>
  sharp(Buffer.from(Object.values(colours).flat()), { raw: { width: 2, height: 2, channels: 3 } })
    .resize(120, 80, { kernel: 'nearest', fit: 'fill' })
    .png()
    .toBuffer()

/** From left to right, above and below. */
async function cornersOf(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => {
    const start = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
    return [...data.subarray(start, start + 3)]
  }
  const distance = (pixel: number[], colour: readonly number[]) =>
    colour.reduce((sum, value, i) => sum + Math.abs(value - (pixel[i] ?? 0)), 0)
  return [at(0.1, 0.1), at(0.9, 0.1), at(0.1, 0.9), at(0.9, 0.9)].map(
    pixel => Object.entries(colours).toSorted(([, a], [, b]) => distance(pixel, a) - distance(pixel, b))[0]?.[0] ?? '',
  )
}

const difference = (a: Buffer, b: Buffer) =>
  a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? 0)), 0) / a.length

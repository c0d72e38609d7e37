import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { drawIcon } from '../../../../main/hosts/desktop/pack/draw-icon.ts'
import { iconPixels } from '../../../../main/hosts/desktop/pack/pixels.ts'
import { writeIcons } from '../../../../main/hosts/desktop/pack/write-icons.ts'

const place = mkdtempSync(join(tmpdir(), 'hotfolder-icons-'))
beforeAll(() => writeIcons(place))
afterAll(() => rmSync(place, { recursive: true }))

describe('the icons', () => {
  it('are one drawing: the tab of a browser shows it, too', () => {
    const tab = readFileSync(new URL('../../../../renderer/public/icon.svg', import.meta.url), 'utf8')

    expect(tab).toBe(drawIcon(32))
  })

  it('keep to whole pixels where there are few: an arrow in full amber within a bright frame', async () => {
    const pixels = await iconPixels(16)

    const colours = Array.from({ length: 256 }, (_, at) => pixels.subarray(at * 4, at * 4 + 4).toString('hex'))
    expect(colours.filter(colour => colour === 'f0a030ff').length).toBeGreaterThanOrEqual(8)
    expect(colours.filter(colour => colour === 'e8e8e8ff').length).toBeGreaterThanOrEqual(30)
  })

  it('leave the margin on macOS that its other icons have', async () => {
    const [, png] = blocksOf(readFileSync(join(place, 'icon.icns'))).find(([kind]) => kind === 'ic10') ?? []

    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })

    const alphaAt = (x: number, y: number) => data[(y * info.width + x) * info.channels + 3]
    expect([alphaAt(98, 512), alphaAt(102, 512), alphaAt(921, 512), alphaAt(926, 512)]).toEqual([0, 255, 255, 0])
  })
})

describe('the file for macOS', () => {
  it('says its own length, and holds a picture of the right size under each kind', async () => {
    const file = readFileSync(join(place, 'icon.icns'))

    const widths = await Promise.all(
      blocksOf(file).map(async ([kind, png]) => [kind, (await sharp(png).metadata()).width] as const),
    )

    expect(file.toString('latin1', 0, 4)).toBe('icns')
    expect(file.readUInt32BE(4)).toBe(file.length)
    expect(Object.fromEntries(widths)).toEqual({
      icp4: 16,
      icp5: 32,
      ic11: 32,
      ic12: 64,
      ic07: 128,
      ic08: 256,
      ic13: 256,
      ic09: 512,
      ic14: 512,
      ic10: 1_024,
    })
  })
})

describe('the file for Windows', () => {
  it('has a table that leads to every picture, one behind the other', () => {
    const file = readFileSync(join(place, 'icon.ico'))

    const rows = rowsOf(file)

    expect([file.readUInt16LE(0), file.readUInt16LE(2)]).toEqual([0, 1])
    expect(rows.map(row => row.side)).toEqual([16, 20, 24, 32, 40, 48, 64, 128, 0])
    let end = 6 + 16 * rows.length
    for (const { offset, length } of rows) {
      expect(offset).toBe(end)
      end += length
    }
    expect(end).toBe(file.length)
  })

  it('holds a PNG for the largest, and the very pixels for the others, from the bottom up', async () => {
    const file = readFileSync(join(place, 'icon.ico'))
    const rows = rowsOf(file)
    const [smallest] = rows
    const largest = rows.at(-1)

    const start = (smallest?.offset ?? 0) + 40
    const lines = Array.from({ length: 16 }, (_, y) => file.subarray(start + y * 64, start + (y + 1) * 64))
    const upright = Buffer.concat(lines.toReversed())
    for (let at = 0; at < upright.length; at += 4) upright.subarray(at, at + 3).reverse()

    expect(upright.equals(await iconPixels(16))).toBe(true)
    expect(await sharp(file.subarray(largest?.offset)).metadata()).toMatchObject({ format: 'png', width: 256 })
  })
})

describe('the files for Linux', () => {
  it('are named after the size they have', async () => {
    const folder = join(place, 'linux')

    for (const name of readdirSync(folder)) {
      const { width, height } = await sharp(join(folder, name)).metadata()
      expect(name).toBe(`${width}x${height}.png`)
    }
    expect(readdirSync(folder)).toHaveLength(8)
  })
})

function blocksOf(file: Buffer): [kind: string, body: Buffer][] {
  const found: [string, Buffer][] = []
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    found.push([file.toString('latin1', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4))])
  return found
}

function rowsOf(file: Buffer): { side: number; length: number; offset: number }[] {
  return Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const at = 6 + 16 * index
    return { side: file.readUInt8(at), length: file.readUInt32LE(at + 8), offset: file.readUInt32LE(at + 12) }
  })
}

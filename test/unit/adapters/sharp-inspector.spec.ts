import { createHash } from 'node:crypto'
import { appendFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { thumbnailPath } from '../../../main/adapters/sharp-inspector/index.ts'
import { anInspector } from '../../fixtures/inspect-bytes.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'

describe('a look at a photo', () => {
  it('gives its hash, its stamp and its facts as displayed', async () => {
    await using inspector = await anInspector()
    const photo = await makePhoto({ seed: 1, width: 400, height: 300, orientation: 6 })

    const { sha256, facts, findings, stamp } = await inspector.inspectBytes(photo)

    expect(findings).toEqual([])
    expect(sha256).toBe(createHash('sha256').update(photo).digest('hex'))
    expect(stamp.size).toBe(photo.length)
    expect(stamp.mtimeMs).toBe((await stat(stamp.path)).mtimeMs)
    expect(facts).toMatchObject({ format: 'jpeg', bytes: photo.length, width: 300, height: 400, orientation: 6 })
    expect(facts).toMatchObject({ frames: 1, colourSpace: 'srgb', proven: true, hasPosition: false })
  })

  it('reads camera, time and position from EXIF', async () => {
    await using inspector = await anInspector()
    const photo = await sharp(await makePhoto({ seed: 2 }))
      .withExif({
        IFD0: { Make: 'NIKON CORPORATION', Model: 'NIKON D90 ' },
        IFD2: { DateTimeOriginal: '2025:06:14 10:00:00', OffsetTimeOriginal: '+02:00' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '52/1 31/1 12/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '13/1 24/1 0/1',
        },
      })
      .jpeg()
      .toBuffer()

    const { facts } = await inspector.inspectBytes(photo)

    expect(facts).toMatchObject({ camera: 'NIKON D90', takenAt: Date.UTC(2025, 5, 14, 8), hasPosition: true })
  })

  it('takes a time without an offset as the time of this computer', async () => {
    await using inspector = await anInspector()
    const photo = await sharp(await makePhoto({ seed: 3 }))
      .withExif({ IFD2: { DateTimeOriginal: '2024:12:31 23:59:58' } })
      .jpeg()
      .toBuffer()

    const { facts } = await inspector.inspectBytes(photo)

    expect(facts?.takenAt).toBe(new Date(2024, 11, 31, 23, 59, 58).getTime())
  })

  it('lets broken and hostile EXIF pass', async () => {
    await using inspector = await anInspector()
    const photo = await makePhoto({ seed: 4 })
    const claims = Buffer.alloc(60_000, 1)
    claims.write('Exif\0\0II*\0\x08\0\0\0', 'latin1')
    claims.writeUInt16LE(4_900, 14)
    for (let i = 0; i < 4_900; i++) claims.writeUInt32LE(0xffff_ffff, 20 + i * 12)
    const head = Buffer.from([0xff, 0xe1, 0, 0])
    head.writeUInt16BE(claims.length + 2, 2)
    const start = performance.now()

    const inspection = await inspector.inspectBytes(
      Buffer.concat([photo.subarray(0, 2), head, claims, photo.subarray(2)]),
    )

    expect(inspection.findings).toEqual([])
    expect(inspection.facts).toMatchObject({ camera: null, takenAt: null, proven: true })
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it.each([
    ['progressive JPEG', 'srgb', (photo: Sharp) => photo.jpeg({ progressive: true })],
    ['greyscale JPEG', 'b-w', (photo: Sharp) => photo.toColourspace('b-w').jpeg()],
    ['CMYK JPEG', 'cmyk', (photo: Sharp) => photo.toColourspace('cmyk').jpeg()],
    ['16-bit PNG', 'rgb16', (photo: Sharp) => photo.toColourspace('rgb16').png()],
    ['interlaced PNG', 'srgb', (photo: Sharp) => photo.png({ progressive: true })],
    ['lossless WebP', 'srgb', (photo: Sharp) => photo.webp({ lossless: true })],
    ['AVIF', 'srgb', (photo: Sharp) => photo.avif({ effort: 0 })],
    ['TIFF', 'srgb', (photo: Sharp) => photo.tiff()],
    ['even JPEG', 'srgb', (photo: Sharp) => photo.resize(2000).linear(0, 255).jpeg()],
    ['even JPEG with common tables', 'srgb', (photo: Sharp) => photo.linear(0, 0).jpeg({ optimiseCoding: false })],
  ])('proves a sound %s', async (_, colourSpace, convert) => {
    await using inspector = await anInspector()
    const photo = await convert(sharp(await makePhoto({ seed: 5 }))).toBuffer()

    const { facts, findings } = await inspector.inspectBytes(photo)

    expect(findings).toEqual([])
    expect(facts).toMatchObject({ proven: true, colourSpace })
  })

  it('counts the frames of an animation', async () => {
    await using inspector = await anInspector()
    const frames = await Promise.all([1, 2, 3].map(seed => makePhoto({ seed, width: 64, height: 48 })))
    const animation = sharp(frames, { join: { animated: true } })

    const gif = await inspector.inspectBytes(await animation.clone().gif().toBuffer())
    const webp = await inspector.inspectBytes(await animation.clone().webp().toBuffer())

    for (const { facts, findings } of [gif, webp]) {
      expect(findings).toEqual([])
      expect(facts).toMatchObject({ frames: 3, width: 64, height: 48, proven: true })
    }
  })

  it('draws an SVG', async () => {
    await using inspector = await anInspector()
    const drawing = `<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="9" height="9"/></svg>`

    const { facts, findings } = await inspector.inspectBytes(drawing, 'drawing.svg')
    const cut = await inspector.inspectBytes(drawing.slice(0, -20), 'cut.svg')

    expect(findings).toEqual([])
    expect(facts).toMatchObject({ format: 'svg', width: 80, height: 40, proven: true })
    expect(cut.findings).toMatchObject([{ rule: 'damaged' }])
  })

  it('judges a decompression bomb by its header', async () => {
    await using inspector = await anInspector()
    const png = await makePhoto({ seed: 6, format: 'png', width: 32, height: 32 })
    png.writeUInt32BE(30_000, 16)
    png.writeUInt32BE(30_000, 20)

    const { facts } = await inspector.inspectBytes(png)

    expect(facts).toMatchObject({ width: 30_000, height: 30_000, proven: false })
  })

  it('takes a file too large for memory by its path', async () => {
    await using inspector = await anInspector()
    const photo = await makePhoto({ seed: 7, bytesAtLeast: 65 * 1024 * 1024 })

    const whole = await inspector.inspectBytes(photo)
    const cut = await inspector.inspectBytes(photo.subarray(0, -20))

    expect(whole.findings).toEqual([])
    expect(whole.facts?.proven).toBe(true)
    expect(whole.sha256).toBe(createHash('sha256').update(photo).digest('hex'))
    expect(cut.findings).toMatchObject([{ rule: 'damaged' }])
  })
})

describe('a thumbnail', () => {
  it('is upright, at most 320 pixels long, and written once', async () => {
    await using inspector = await anInspector()
    const photo = await makePhoto({ seed: 8, width: 900, height: 600, orientation: 6 })

    const { sha256 } = await inspector.inspectBytes(photo)
    const path = thumbnailPath(inspector.thumbnails, sha256)
    await utimes(path, 1, 1)
    await inspector.inspectBytes(photo, 'the-same.jpg')

    expect(await sharp(path).metadata()).toMatchObject({ width: 213, height: 320 })
    expect((await stat(path)).mtimeMs).toBe(1_000)
    expect(await readdir(join(inspector.thumbnails, sha256.slice(0, 2)))).toEqual([`${sha256}.jpg`])
  })

  it('that cannot be kept is told, and the photo is judged all the same', async () => {
    await using inspector = await anInspector()
    await writeFile(inspector.thumbnails, 'a file where the folder should be')

    const { findings, facts } = await inspector.inspectBytes(await makePhoto({ seed: 9 }))

    expect(findings).toEqual([])
    expect(facts?.proven).toBe(true)
    expect(inspector.troubles).toHaveLength(1)
  })
})

describe('a file that cannot be judged', () => {
  it('is gone, is a folder, or is nobody’s wish any longer', async () => {
    await using inspector = await anInspector()
    await mkdir(join(inspector.folder, 'a-folder'))

    const gone = await inspector.inspect(join(inspector.folder, 'gone.jpg'))
    const folder = await inspector.inspect(join(inspector.folder, 'a-folder'))
    const stopped = await inspector.inspect(inspector.folder, AbortSignal.abort())

    expect(gone).toMatchObject({ ok: false, problem: { code: 'photo-gone' } })
    expect(folder).toMatchObject({ ok: false, problem: { code: 'photo-unreadable' } })
    expect(stopped).toMatchObject({ ok: false, problem: { code: 'interrupted' } })
  })

  it('is still being written', async () => {
    await using inspector = await anInspector()
    const path = join(inspector.folder, 'growing.jpg')
    await writeFile(path, await makePhoto({ seed: 10, width: 3000, height: 2000 }))

    const inspection = inspector.inspect(path)
    const written = setInterval(() => void appendFile(path, 'x'), 1)
    const inspected = await inspection.finally(() => clearInterval(written))

    expect(inspected).toMatchObject({ ok: false, problem: { code: 'photo-changed', path } })
    await rm(path)
  })
})

describe('the bytes, not the name', () => {
  it.each([
    ['a web page', 'photo.jpg', '<!doctype html><title>404</title>'],
    ['plain text', 'photo.jpg', 'not a photo'],
    ['a ZIP archive', 'photo.png', 'PK\x03\x04 and so on'],
    ['a video', 'photo.heic', '\0\0\0\x18ftypisom\0\0\0\0isommp41'],
  ])('%s is no image', async (what, name, bytes) => {
    await using inspector = await anInspector()

    const { facts, findings } = await inspector.inspectBytes(Buffer.from(bytes, 'latin1'), name)

    expect(facts).toBeNull()
    expect(findings).toEqual([{ rule: 'not-an-image', detail: `this looks like ${what}` }])
  })

  it('an empty file is empty', async () => {
    await using inspector = await anInspector()

    expect((await inspector.inspectBytes('')).findings).toEqual([{ rule: 'empty' }])
  })

  it.each([
    ['raw', 'photo.nef', 'II*\0\x08\0\0\0'],
    ['raw', 'photo.raf', 'FUJIFILMCCD-RAW 0201'],
    ['raw', 'photo.cr3', '\0\0\0\x18ftypcrx \0\0\0\x01crx isom'],
    ['other', 'photo.jxl', '\xff\x0a\xfa\x1f'],
  ])('%s is told from %s', async (format, name, bytes) => {
    await using inspector = await anInspector()

    const { facts, findings } = await inspector.inspectBytes(Buffer.from(bytes, 'latin1'), name)

    expect(findings).toEqual([])
    expect(facts).toMatchObject({ format, proven: false })
  })
})

const shared = join(import.meta.dirname, '../../../../shared/photos')
const photosOf = (folder: string) => readdir(join(shared, folder)).catch(() => [])
const [shoot, orientation, others] = await Promise.all(['shoot', 'orientation', 'other-formats'].map(photosOf))
if (!shoot?.length) console.log('no shared photos beside the project: real camera files are not tried')

describe.runIf(shoot?.length)('files that cameras and programs wrote', () => {
  it.each([
    ...(shoot ?? []).map(name => `shoot/${name}`),
    ...(orientation ?? []).map(name => `orientation/${name}`),
    ...(others ?? []).filter(name => !name.endsWith('.xmp')).map(name => `other-formats/${name}`),
  ])('%s is sound', async name => {
    await using inspector = await anInspector()

    const { findings, facts } = await inspector.inspectFile(join(shared, name))

    expect(findings).toEqual([])
    // A camera's raw name is believed, whatever its bytes: it is not sent, so it need not be decoded.
    const isRaw = name.endsWith('.nef')
    expect(facts?.proven).toBe(!isRaw && !/\.(heic|psd|jp2)$/i.test(name))
    expect(facts?.width === 0).toBe(isRaw)
  })

  it.each([
    ['AssertionError.PsdReader.extract.psd', 'damaged'],
    ['NegativeArraySizeException.ItemInfoBox.init.heif', 'damaged'],
    ['e34116d68f49c7852b362ec72a636df5.gif', 'damaged'],
    ['truncated.jpg', 'damaged'],
    ['empty.jpg', 'empty'],
    ['not-a-photo.jpg', 'not-an-image'],
  ])('%s is %s', async (name, rule) => {
    await using inspector = await anInspector()

    expect((await inspector.inspectFile(join(shared, 'damaged', name))).findings).toMatchObject([{ rule }])
  })

  it.each(['IMG_2927.HEIC', 'Issue 649.avif'])('%s cut short is damaged', async name => {
    await using inspector = await anInspector()
    const whole = await readFile(join(shared, 'other-formats', name))

    for (const left of [0.3, 0.9, 0.999]) {
      const cut = await inspector.inspectBytes(whole.subarray(0, Math.floor(whole.length * left)), name)
      expect(cut.findings).toMatchObject([{ rule: 'damaged' }])
    }
  })
})

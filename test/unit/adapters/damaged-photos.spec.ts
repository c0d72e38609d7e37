import { assert, asyncProperty, constantFrom, integer, uint8Array } from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { anInspector, rulesOf } from '../../fixtures/inspect-bytes.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'

const photo = await makePhoto({ seed: 1, width: 320, height: 240 })
const formats = {
  'baseline JPEG': await sharp(photo).withMetadata({ orientation: 6 }).jpeg({ optimiseCoding: false }).toBuffer(),
  'optimised JPEG': photo,
  'progressive JPEG': await sharp(photo).jpeg({ progressive: true }).toBuffer(),
  'CMYK JPEG': await sharp(photo).toColourspace('cmyk').jpeg().toBuffer(),
  PNG: await sharp(photo).png().toBuffer(),
  GIF: await sharp(photo).gif().toBuffer(),
  WebP: await sharp(photo).webp().toBuffer(),
}
/** So many bytes of each begin it; what is cut before them is no image at all. */
const magic = 12

describe.each(Object.entries(formats))('a %s', (format, whole) => {
  it('is sound as it was made', async () => {
    await using inspector = await anInspector()

    expect((await inspector.inspectBytes(whole)).findings).toEqual([])
  })

  it('cut anywhere is damaged', async () => {
    await using inspector = await anInspector()

    await assert(
      asyncProperty(integer({ min: magic, max: whole.length - 1 }), async cut => {
        expect(rulesOf(await inspector.inspectBytes(whole.subarray(0, cut)))).toEqual(['damaged'])
      }),
      { numRuns: 40 },
    )
  })

  it('laid out at full size and written only up to anywhere is damaged', async () => {
    await using inspector = await anInspector()
    // A WebP has no end mark, and a PNG’s last bytes are only a checksum of it: there the unwritten part must be longer.
    const shortest = format === 'WebP' ? 1100 : format === 'PNG' ? 12 : 1

    await assert(
      asyncProperty(integer({ min: magic, max: whole.length - shortest }), async written => {
        const unwritten = Buffer.from(whole).fill(0, written)
        expect(rulesOf(await inspector.inspectBytes(unwritten))).toEqual(['damaged'])
      }),
      { numRuns: 40 },
    )
  })
})

describe('a JPEG', () => {
  const whole = formats['baseline JPEG']

  it('with a hole in its picture is damaged', async () => {
    await using inspector = await anInspector()
    const middle = Math.floor(whole.length / 2)

    const holed = await inspector.inspectBytes(Buffer.from(whole).fill(0, middle, middle + 4096))

    expect(holed.findings).toEqual([{ rule: 'damaged', detail: 'a part of the picture is zeros' }])
  })

  it('whose thumbnail is whole but whose picture is not is damaged', async () => {
    await using inspector = await anInspector()
    const thumbnail = await makePhoto({ seed: 2, width: 64, height: 48 })
    const head = Buffer.from([0xff, 0xe1, 0, 0])
    head.writeUInt16BE(thumbnail.length + 2, 2)
    const withThumbnail = Buffer.concat([whole.subarray(0, 2), head, thumbnail, whole.subarray(2)])

    const sound = await inspector.inspectBytes(withThumbnail)
    const cut = await inspector.inspectBytes(withThumbnail.subarray(0, -2))

    expect(rulesOf(sound)).toEqual([])
    expect(rulesOf(cut)).toEqual(['damaged'])
  })

  it('with a camera’s trailer, zeros and all, is sound', async () => {
    await using inspector = await anInspector()

    const trailed = await inspector.inspectBytes(Buffer.concat([whole, Buffer.alloc(8192), Buffer.from('SEFT')]))

    expect(trailed.findings).toEqual([])
  })

  it('that was never written is damaged', async () => {
    await using inspector = await anInspector()

    expect(rulesOf(await inspector.inspectBytes(Buffer.alloc(50_000)))).toEqual(['damaged'])
  })
})

describe('whatever the bytes', () => {
  const magics = [
    '\xff\xd8\xff',
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    'RIFF\x40\0\0\0WEBP',
    '8BPS\0\x01',
    'BM',
    'II*\0',
    '<svg',
  ]
  const boxes = ['heic', 'avif', 'crx '].map(brand => `\0\0\0\x10ftyp${brand}\0\0\0\0`)
  const names = ['photo.jpg', 'photo.nef', 'photo']

  it('there is a judgement', async () => {
    await using inspector = await anInspector()

    await assert(
      asyncProperty(
        constantFrom('', ...magics, ...boxes),
        uint8Array({ maxLength: 400 }),
        constantFrom(...names),
        async (magic, rest, name) => {
          const { facts, findings } = await inspector.inspectBytes(
            Buffer.concat([Buffer.from(magic, 'latin1'), rest]),
            name,
          )
          expect(facts !== null || findings.length > 0).toBe(true)
        },
      ),
      { numRuns: 200 },
    )
  })
})

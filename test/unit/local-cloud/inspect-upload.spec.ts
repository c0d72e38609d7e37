import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspectUpload } from '../../../main/local-cloud/upload/inspect-upload.ts'
import {
  avifClaiming,
  blackPng,
  deepSvg,
  gifOf,
  jpegAfter,
  jpegClaiming,
  laughingSvg,
  longSvg,
  packedNotes,
  reachingSvg,
  smallNotes,
  svgOfSize,
  usefulSvg,
  webpClaiming,
} from '../../fixtures/bombs.ts'
import { aFolder, aPhoto } from './a-cloud.ts'

const photo = await aPhoto()

async function inspect(bytes: Buffer) {
  const path = join(aFolder(), 'original')
  writeFileSync(path, bytes)
  const inspected = await inspectUpload(path, bytes.length, true)
  return inspected.ok ? inspected.value : { code: inspected.refusal.code }
}

describe('a picture that would burst', () => {
  it.each([
    ['a PNG of 30,000 × 30,000', () => blackPng(30_000, 30_000), 5413],
    ['a PNG with a gigabyte of packed notes', () => blackPng(8, 8, packedNotes(25)), 9422],
    ['a PNG with a hundred thousand notes', () => blackPng(8, 8, smallNotes(100_000)), 9422],
    ['a GIF of five thousand frames', () => gifOf(5000, 200, 200), 5443],
    ['a GIF of a frame for every few bytes', () => gifOf(400_000, 20, 20), 5443],
    ['a GIF of ten frames of 65,535 × 65,535', () => gifOf(10, 65_535, 65_535), 5443],
    ['a GIF of one such frame', () => gifOf(1, 65_535, 65_535), 5413],
    ['a JPEG that claims 65,500 × 65,500', () => jpegClaiming(65_500, 65_500), 5413],
    ['a JPEG with two million segments', () => jpegAfter(2_000_000, [0xff, 0xe1, 0, 2]), 9422],
    ['a JPEG of ten million fill bytes', () => jpegAfter(10_000_000, [0xff]), 9422],
    ['a WebP that claims 16,383 × 16,383', () => webpClaiming(16_383, 16_383), 5413],
    ['an AVIF that claims 65,535 × 65,535', () => avifClaiming(65_535, 65_535), 5413],
    ['an SVG of a billion laughs', () => laughingSvg(), 9422],
    ['an SVG that reaches for a file', () => reachingSvg(), 9422],
    ['an SVG a billion wide', () => svgOfSize('1000000000', '10'), 5413],
    ['an SVG a kilometre wide and high', () => svgOfSize('1000000mm', '1000000mm'), 5413],
    ['an SVG of a hundred thousand levels', () => deepSvg(100_000), 9422],
    ['an SVG of two million elements', () => longSvg(2_000_000), 9422],
  ])('is refused: %s', async (_what, make, code) => {
    const bytes = await make()

    expect(bytes.length).toBeLessThanOrEqual(10_485_760)
    expect(await inspect(bytes)).toEqual({ code })
  })

  it('is taken when it only looks so', async () => {
    const size = (width: number, height: number, frames = 1) => expect.objectContaining({ width, height, frames })

    expect(await inspect(blackPng(10_000, 10_000))).toEqual(size(10_000, 10_000))
    expect(await inspect(blackPng(8, 8, [...packedNotes(2), ...smallNotes(500)]))).toEqual(size(8, 8))
    expect(await inspect(gifOf(2400, 200, 200))).toEqual(size(200, 200, 2400))
    expect(await inspect(await jpegAfter(1000, [0xff, 0xe1, 0, 2]))).toEqual(size(8, 8))
    expect(await inspect(usefulSvg(20))).toEqual(size(300, 150))
    expect(await inspect(longSvg(100_000))).toEqual(size(9, 9))
  })
})

describe('the structure of a picture', () => {
  it.each([
    [
      'a PNG without a picture',
      async () => Buffer.concat([blackPng(8, 8).subarray(0, 33), blackPng(8, 8).subarray(-12)]),
    ],
    [
      'a PNG whose end is only mentioned',
      async () => blackPng(8, 8, [Buffer.from('\0\0\0\x04tEXtIEND\0\0\0\0')]).subarray(0, -12),
    ],
    ['a PNG chunk longer than the file', async () => Buffer.from(blackPng(8, 8)).fill(0x7f, 33, 34)],
    ['a JPEG segment longer than the file', async () => Buffer.concat([photo.subarray(0, 4), Buffer.alloc(500, 0xff)])],
    ['a JPEG without a picture', async () => Buffer.from([0xff, 0xd8, 0xff, 0xd9])],
    ['an AVIF box longer than the file', async () => (await avifClaiming(64, 64)).subarray(0, -1)],
    [
      'an AVIF box of no length',
      async () => Buffer.concat([await avifClaiming(64, 64), Buffer.from([0, 0, 0, 1, 0, 0, 0, 0])]),
    ],
    ['a WebP longer than the file', async () => (await webpClaiming(8, 8)).subarray(0, -1)],
  ])('is told from its parts: %s is damaged', async (_what, make) => {
    expect(await inspect(await make())).toEqual({ code: 9422 })
  })

  it('whatever stands there, without exception', async () => {
    const heads = fc.constantFrom(
      '\xff\xd8\xff',
      '\x89PNG\r\n\x1a\n',
      'GIF89a',
      'RIFF\x10\0\0\0WEBP',
      '\0\0\0\x18ftypheic',
      '\0\0\0\x18ftypavif',
      '<svg ',
    )
    const path = join(aFolder(), 'original')

    await fc.assert(
      fc.asyncProperty(heads, fc.uint8Array({ maxLength: 300 }), async (head, rest) => {
        const bytes = Buffer.concat([Buffer.from(head, 'latin1'), rest])
        writeFileSync(path, bytes)

        const inspected = await inspectUpload(path, bytes.length, true)

        expect(inspected.ok || [5413, 5443, 5455, 9422].includes(inspected.refusal.code)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})

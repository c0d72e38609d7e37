import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { aDelivery } from './a-delivery.ts'

describe('an original that turns out to be something else', () => {
  it.each([
    ['a picture that would fill the memory', () => aBomb(30_000, 30_000), 413, 9402],
    [
      'a picture cut short',
      async () => (await makePhoto({ seed: 1, width: 900, height: 900 })).subarray(0, 9_000),
      422,
      9516,
    ],
    ['no picture', async () => Buffer.from('hello'), 422, 9516],
    ['nothing', async () => Buffer.alloc(0), 422, 9516],
  ])('%s is refused, and the cloud stays up', async (_what, make, status, code) => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1 }))
    writeFileSync(original(cloud.folder), await make())

    const answers = await Promise.all(
      ['w=10', 'rotate=90', 'brightness=2', 'f=json', 'f=avif'].map(options => cloud.get(id, options)),
    )

    for (const answer of answers.filter(one => one.headers.get('content-type') !== 'application/json'))
      expect([answer.status, answer.headers.get('cf-resized')]).toEqual([status, `err=${code}`])
    const other = await cloud.put(await makePhoto({ seed: 2 }))
    expect((await cloud.get(other, 'public')).status).toBe(200)
  })

  it('is told apart from one that is gone', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1 }))
    rmSync(original(cloud.folder))

    const { status, text } = await cloud.get(id, 'w=10')

    expect([status, text]).toEqual([
      500,
      'ERROR 9523: Internal error while processing the image (the original is missing)',
    ])
  })
})

describe('a HEIC photo that cannot be decoded', () => {
  it('is refused without ending the cloud', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await aHollowHeic())

    const { status, headers } = await cloud.get(id, 'public')

    expect([status, headers.get('cf-resized')]).toEqual([415, 'err=9520'])
  })
})

describe('two hundred requests for pictures of a large photo', () => {
  it('are all answered, and the memory stays within bounds', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1, width: 6_000, height: 4_000 }))
    await cloud.get(id, 'w=99')
    const before = process.memoryUsage.rss()

    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, i) => cloud.get(id, `w=${100 + (i % 20)},rotate=90`)),
    )

    expect(answers.every(answer => answer.status === 200)).toBe(true)
    expect(process.memoryUsage.rss() - before).toBeLessThan(600_000_000)
  }, 60_000)
})

describe('a blurred picture', () => {
  it('of the largest radius is made in bounded work', async () => {
    const cloud = await aDelivery({ variants: { hidden: { width: 2_000, blur: 250 } } })
    const id = await cloud.put(await makePhoto({ seed: 1, width: 2_000, height: 1_500 }))

    const { bytes } = await cloud.get(id, 'hidden')

    expect((await sharp(bytes).stats()).sharpness).toBeLessThan(0.5)
  })
})

/** A file of the outside of a HEIC photo, whose pixels are packed in a way no HEIC decoder knows. */
async function aHollowHeic(): Promise<Buffer> {
  const avif = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#456' } })
    .avif()
    .toBuffer()
  for (let at = avif.indexOf('avif'); at >= 0 && at < 40; at = avif.indexOf('avif', at)) avif.write('heic', at)
  return avif
}

const original = (folder: string) => join(folder, 'originals', readdirSync(join(folder, 'originals'))[0] ?? '')

/** A PNG whose header promises more pixels than any memory holds. */
async function aBomb(width: number, height: number): Promise<Buffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const chunk = (name: string, body: Buffer) => {
    const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(name), body, Buffer.alloc(4)])
    bytes.writeUInt32BE(body.length)
    bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + body.length)), 8 + body.length)
    return bytes
  }
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  const pixels = deflateSync(Buffer.alloc(100_000))
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))])
}

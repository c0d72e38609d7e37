import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type ACloud, aCloud, aFolder, send } from './a-cloud.ts'

const dot = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
  .png()
  .toBuffer()

const uuidName = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const reserved = ['batch_token', 'config', 'direct_upload', 'keys', 'stats', 'variants', 'blob', 'flat', 'v1', 'images']
const tricks = [
  '..',
  '.',
  '%2e%2e',
  '%2E',
  '%2f',
  '%00',
  '%',
  '\\',
  '\\..\\',
  '~',
  'C:',
  '*',
  '?',
  '#',
  ';',
  '&',
  '=',
  '+',
]
const letters = [
  '\u202e',
  '\u200f',
  '\ufeff',
  '\u2028',
  'ü',
  'u\u0308',
  '日',
  '😀',
  '\0',
  '\r\n',
  '\t',
  '\u007f',
  '\u0085',
  '\ud800',
  '\udc00',
]

/** Ids as a careless or a wicked caller may choose them. */
const ids = fc
  .oneof(
    fc
      .array(
        fc.oneof(fc.constantFrom('/', ...tricks, ...letters, ...reserved), fc.string({ maxLength: 8, unit: 'binary' })),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      .map(parts => parts.join('')),
    fc
      .array(fc.constantFrom('/', 'a', '..', ...reserved), { minLength: 1, maxLength: 5 })
      .map(parts => parts.join('/')),
    fc.constantFrom(...reserved, ...reserved.map(word => word.toUpperCase())),
    fc.uuid().map(id => id.toUpperCase()),
    fc.uuid().map(id => `${id}x`),
    fc
      .tuple(fc.constantFrom('a', '日', '%', '😀'), fc.integer({ min: 500, max: 1025 }))
      .map(([letter, count]) => letter.repeat(count)),
  )
  // An empty one is as good as none.
  .filter(id => id !== '')

const reserve = async (cloud: ACloud, id: string) =>
  await cloud.call('POST', '/v2/direct_upload', {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id }),
  })

/** Whatever lies in and below a folder but the database. */
const namesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => !name.includes('.sqlite'))
    .toSorted()

describe('an id of the caller’s own', () => {
  it('is refused or good for everything, and never becomes a path', async () => {
    // One folder up lies a folder that no id may reach.
    const outside = aFolder()
    mkdirSync(join(outside, 'cloud'))
    const cloud = await aCloud({ folder: join(outside, 'cloud') })
    const before = namesIn(outside)
    let refused = 0
    let served = 0

    await fc.assert(
      fc.asyncProperty(ids, async id => {
        const reservation = await reserve(cloud, id)
        if (reservation.code === 5411) {
          expect(reservation.status).toBe(400)
          refused += 1
          return
        }
        const path = `/v1/${encodeURIComponent(id)}`
        const sent = await send(String(reservation.result['uploadURL']), dot)
        const image = await cloud.call('GET', path)
        const listed = await cloud.call('GET', '/v2')
        const [link] = z.array(z.string()).parse(image.result['variants'])
        const delivered = await fetch(String(link))
        const originals = readdirSync(join(cloud.folder, 'originals'))
        const again = await reserve(cloud, id)
        const deleted = await cloud.call('DELETE', path)

        expect(reservation).toMatchObject({ status: 200, result: { id } })
        expect(sent).toMatchObject({ status: 200, result: { id } })
        expect(image).toMatchObject({ status: 200, result: { id } })
        expect(listed.result['images']).toMatchObject([{ id }])
        expect(delivered.status).toBe(200)
        expect(await sharp(await delivered.arrayBuffer()).metadata()).toMatchObject({ width: 1, height: 1 })
        expect(originals).toHaveLength(1)
        expect(originals[0]).toMatch(uuidName)
        expect(again).toMatchObject({ status: 409, code: 5409 })
        expect(deleted).toMatchObject({ status: 200, result: {} })
        expect(await cloud.call('GET', path)).toMatchObject({ status: 404, code: 5404 })
        served += 1
      }),
      { numRuns: 100 },
    )

    expect(refused).toBeGreaterThan(10)
    expect(served).toBeGreaterThan(10)
    expect(namesIn(outside)).toEqual(before)
  })

  it.each([
    ['..'],
    ['a/../../b'],
    ['a/.'],
    ['./a'],
    ['a//b'],
    ['/'],
    ['a\0b'],
    ['a\r\nset-cookie: b'],
    ['a\u0085b'],
    ['a\ud800'],
    ['\udc00\ud800'],
    [randomUUID().toUpperCase()],
    ['keys'],
    ['variants'],
    ['batch_token'],
    ['config'],
    ['a'.repeat(1025)],
  ])('is refused when it is %j', async id => {
    const cloud = await aCloud()

    expect(await reserve(cloud, id)).toMatchObject({ status: 400, code: 5411 })
    expect(cloud.images()).toEqual([])
  })

  it.each([
    ['a\\..\\b'],
    ['%2e%2e/%2e%2e/etc'],
    ['...'],
    ['a/.../b'],
    ['Keys'],
    ['keys/dune'],
    ['variants/hero/flat'],
    ['dune/blob'],
    ['st%61ts'],
    ['\u202eegnud'],
    [`${randomUUID()}-2`],
    [randomUUID().replaceAll('-', '')],
    ['日'.repeat(1024)],
  ])('may be %j, and leads to this image alone', async id => {
    const cloud = await aCloud()
    const { result } = await reserve(cloud, id)
    const path = `/v1/${encodeURIComponent(id)}`

    const sent = await send(String(result['uploadURL']), dot)
    const edited = await cloud.json('PATCH', path, { creator: 'ansel' })
    const blob = await cloud.fetch(`${path}/blob`)

    expect(sent.status).toBe(200)
    expect(edited).toMatchObject({ status: 200, result: { id, creator: 'ansel' } })
    expect(Buffer.from(await blob.arrayBuffer())).toEqual(dot)
    expect(await cloud.upload({ id }, dot)).toMatchObject({ status: 409, code: 5409 })
    expect(await cloud.call('DELETE', path)).toMatchObject({ status: 200 })
    expect(await cloud.upload({ id }, dot)).toMatchObject({ status: 200, result: { id } })
  })
})

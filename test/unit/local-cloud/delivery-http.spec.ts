import { readdirSync, readlinkSync } from 'node:fs'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { byteRange } from '../../../main/local-cloud/delivery/answer/byte-range.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { until } from './a-cloud.ts'
import { aDelivery } from './a-delivery.ts'

describe('a range of bytes', () => {
  it.each([
    [null, { kind: 'whole' }],
    ['bytes=0-0', { kind: 'part', from: 0, to: 0 }],
    ['bytes=10-', { kind: 'part', from: 10, to: 99 }],
    ['bytes=-5', { kind: 'part', from: 95, to: 99 }],
    ['bytes=-500', { kind: 'part', from: 0, to: 99 }],
    ['bytes=90-200', { kind: 'part', from: 90, to: 99 }],
    ['bytes=100-', { kind: 'unsatisfiable' }],
    ['bytes=-0', { kind: 'unsatisfiable' }],
    ['bytes=5-4', { kind: 'whole' }],
    ['bytes=-', { kind: 'whole' }],
    ['bytes=0-1,5-6', { kind: 'whole' }],
    ['lines=1-2', { kind: 'whole' }],
  ])('asked for by %j of a hundred', (header, range) => {
    expect(byteRange(header, 100)).toEqual(range)
  })

  it('always lies within the whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 1000 }), fc.nat(2000), fc.nat(2000), (odd, size, a, b) => {
        for (const header of [odd, `bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
          const range = byteRange(header, size)
          if (range.kind !== 'part') continue
          expect(range.from).toBeGreaterThanOrEqual(0)
          expect(range.from).toBeLessThanOrEqual(range.to)
          expect(range.to).toBeLessThan(size)
        }
      }),
    )
  })
})

describe('a delivered picture', () => {
  it('is sent in parts to who asks for them', async () => {
    const { cloud, id, whole } = await withPicture()
    const size = whole.bytes.length

    const start = await cloud.get(id, 'public', { range: 'bytes=0-99' })
    const end = await cloud.get(id, 'public', { range: `bytes=100-` })
    const beyond = await cloud.get(id, 'public', { range: `bytes=${size}-` })

    expect(whole.headers.get('accept-ranges')).toBe('bytes')
    expect([start.status, end.status, beyond.status]).toEqual([206, 206, 416])
    expect(start.headers.get('content-range')).toBe(`bytes 0-99/${size}`)
    expect(start.headers.get('content-length')).toBe('100')
    expect(Buffer.concat([start.bytes, end.bytes]).equals(whole.bytes)).toBe(true)
    expect(beyond.headers.get('content-range')).toBe(`bytes */${size}`)
  })

  it('is sent whole when it is no longer the one of which a part is asked for', async () => {
    const { cloud, id, whole } = await withPicture()
    const range = 'bytes=0-9'
    const etag = whole.headers.get('etag') ?? ''
    const status = async (ifRange: string) => (await cloud.get(id, 'public', { range, 'if-range': ifRange })).status

    expect(await status(etag)).toBe(206)
    expect(await status('"another"')).toBe(200)
    expect(await status(`W/${etag}`)).toBe(200)
    expect(await status('Wed, 21 Oct 2026 07:28:00 GMT')).toBe(200)
  })

  it('is not sent again to who has it', async () => {
    const { cloud, id, whole } = await withPicture()
    const etag = whole.headers.get('etag') ?? ''
    const ask = (ifNoneMatch: string) => cloud.get(id, 'public', { 'if-none-match': ifNoneMatch })

    for (const header of [etag, `W/${etag}`, `"a", ${etag}`, `W/"x",W/${etag}`, '*']) {
      const answer = await ask(header)
      expect([header, answer.status, answer.bytes.length]).toEqual([header, 304, 0])
      expect(answer.headers.get('etag')).toBe(etag)
      expect(answer.headers.get('cache-control')).toBe(whole.headers.get('cache-control'))
    }
    for (const header of ['"a"', etag.slice(0, -2), 'a']) expect((await ask(header)).status).toBe(200)
  })

  it('has a strong tag that changes with whatever its bytes depend on', async () => {
    const cloud = await aDelivery({ variants: { same: { width: 100 }, twin: { width: 100 }, other: { width: 101 } } })
    const [one, two] = [await cloud.put(await makePhoto({ seed: 1 })), await cloud.put(await makePhoto({ seed: 2 }))]
    const tag = async (id: string, last: string, accept = '*/*') =>
      (await cloud.get(id, last, { accept })).headers.get('etag')

    const tags = [
      await tag(one, 'same'),
      await tag(two, 'same'),
      await tag(one, 'other'),
      await tag(one, 'same', 'image/webp'),
      await tag(one, 'w=100'),
      await tag(one, 'w=100,q=80'),
    ]

    expect(new Set(tags).size).toBe(tags.length)
    expect(tags.every(one => /^"[\w-]+"$/.test(one ?? ''))).toBe(true)
    expect(await tag(one, 'twin')).toBe(tags[0])
  })

  it('may be kept as long as the variant says, else as the account says', async () => {
    const cloud = await aDelivery({
      variants: { brief: { width: 10, browser_ttl: 3_600 }, usual: { width: 10 } },
      settings: { browser_ttl: 7_200 },
    })
    const id = await cloud.put(await makePhoto({ seed: 1 }))
    const control = async (last: string) => (await cloud.get(id, last)).headers.get('cache-control')

    expect(await control('brief')).toBe('public, max-age=3600, stale-while-revalidate=7200')
    expect(await control('usual')).toBe('public, max-age=7200, stale-while-revalidate=7200')
    expect(await control('w=10')).toBe('public, max-age=7200, stale-while-revalidate=7200')
  })

  it('is described without being sent', async () => {
    const { cloud, id, whole } = await withPicture()

    const head = await cloud.fetchLink(cloud.link(id, 'public'), {}, 'HEAD')

    expect(head.bytes).toHaveLength(0)
    for (const name of ['content-length', 'content-type', 'etag', 'cache-control', 'vary', 'accept-ranges'])
      expect(head.headers.get(name), name).toBe(whole.headers.get(name))
  })

  it('is found by an id of several parts, however its link is written', async () => {
    const cloud = await aDelivery()
    await cloud.put(await makePhoto({ seed: 1 }), { id: 'shop/blau & grün/50%.jpg' })

    for (const id of ['shop/blau%20%26%20gr%C3%BCn/50%25.jpg', 'shop%2Fblau%20&%20grün%2F50%25.jpg'])
      expect((await cloud.get(id, 'public')).status, id).toBe(200)
    expect((await cloud.get('shop/blau%20&%20grün', 'public')).status).toBe(404)
  })

  it('too large to be sent at once comes whole, and in parts', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await aLargePicture())

    const first = await cloud.get(id, 'f=auto')
    const kept = await cloud.get(id, 'f=auto')
    const part = await cloud.get(id, 'f=auto', { range: 'bytes=1000-1500000' })

    expect(first.bytes.length).toBeGreaterThan(1_500_001)
    expect(kept.bytes.equals(first.bytes)).toBe(true)
    expect(part.bytes.equals(first.bytes.subarray(1000, 1_500_001))).toBe(true)
    expect((await sharp(first.bytes).stats()).channels).toHaveLength(3)
  })
})

describe.runIf(process.platform === 'linux')('a client that goes away in the middle of a large picture', () => {
  it('leaves no file open', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await aLargePicture())
    // More than sockets hold, so that the sender is still at it.
    const asked = 'fit=contain,w=2600'
    expect((await cloud.get(id, asked)).bytes.length).toBeGreaterThan(10_000_000)
    const openFiles = () => readdirSync('/proc/self/fd').filter(fd => pathOf(fd).includes('/rendered/')).length

    const leaving = new AbortController()
    for (let i = 0; i < 5; i++) {
      const response = await fetch(cloud.link(id, asked), { signal: leaving.signal })
      await response.body?.getReader().read()
    }
    const whileReading = openFiles()
    leaving.abort()

    expect(whileReading).toBe(5)
    await until(() => openFiles() === 0)
    expect((await cloud.get(id, asked)).status).toBe(200)
  })
})

/** What a descriptor of this program stands for; it may be closed while we look. */
function pathOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}

/** A PNG of noise of about two megabytes. */
const aLargePicture = () => {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 50 }
  return sharp({ create: { width: 900, height: 900, channels: 3, background: '#000', noise } })
    .png()
    .toBuffer()
}

describe('what cannot be delivered', () => {
  it.each([
    ['a broken text in the URL', (base: string, id: string) => `${base}/${id}/%ff`, 403, 9426],
    ['a broken text in an id', (base: string) => `${base}/%E0%A4%A/public`, 403, 9426],
    ['no variant at all', (base: string, id: string) => `${base}/${id}/`, 403, 9425],
    [
      'a variant named like something every object has',
      (base: string, id: string) => `${base}/${id}/constructor`,
      403,
      9425,
    ],
    ['a way out of the folder', (base: string) => `${base}/..%2f..%2flocal-cloud.sqlite/public`, 404, 9431],
  ])('%s is refused in plain text', async (_what, urlOf, status, code) => {
    const { cloud, id } = await withPicture()

    const answer = await cloud.fetchLink(urlOf(`${cloud.deliveryUrl}/${cloud.accountHash}`, id))

    expect([answer.status, answer.headers.get('cf-resized')]).toEqual([status, `err=${code}`])
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(answer.text).toMatch(new RegExp(`^ERROR ${code}: `))
  })
})

async function withPicture() {
  const cloud = await aDelivery()
  const id = await cloud.put(await makePhoto({ seed: 1 }))
  return { cloud, id, whole: await cloud.get(id, 'public') }
}

import { describe, expect, it } from 'vitest'
import { Failure } from '../../../main/cloudflare/failure.ts'
import type { Photo } from '../../../main/engine/ports.ts'
import { drained, forEver, good, imageReply, photoOf, say, startOddCloud } from './odd-cloud.ts'

const nothing = () => undefined
const megabyte = 1_000_000
describe('sending a photo', () => {
  it('sends exactly the announced bytes and reads the image', async () => {
    let announced = 0
    let received = 0
    await using cloud = await startOddCloud(async (request, response) => {
      announced = Number(request.headers['content-length'])
      received = (await drained(request)).bytes
      say(response, 200, imageReply('one'))
    })
    const sent: number[] = []
    let allSent = 0

    const outcome = await cloud.api.send(
      photoOf(3 * megabyte),
      cloud.reservation(),
      forEver(),
      bytes => sent.push(bytes),
      () => (allSent += 1),
    )

    expect(outcome).toMatchObject({ ok: true, value: { id: 'one', links: ['https://x/public'], private: false } })
    expect(received).toBe(announced)
    expect(sent.at(-1)).toBe(3 * megabyte)
    expect(sent).toEqual(sent.toSorted((a, b) => a - b))
    expect(allSent).toBe(1)
    expect(cloud.asked).toEqual(['POST /upload/hash/one'])
    expect(cloud.gate.admitted).toEqual([])
  })

  it('reads metadata under either name', async () => {
    await using cloud = await startOddCloud(async (request, response) => {
      await drained(request)
      say(response, 200, good({ id: 'one', metadata: { shoot: 'dunes' }, filename: null }))
    })

    const outcome = await cloud.api.send(photoOf(10), cloud.reservation(), forEver(), nothing, nothing)

    expect(outcome).toMatchObject({ ok: true, value: { metadata: { shoot: 'dunes' } } })
  })

  it.each([
    ['another image', imageReply('two')],
    ['a draft', good({ id: 'one', draft: true })],
    ['nothing', good(null)],
    ['half a JSON text', '{"result":{"id":"one"'],
    ['a page', '<html>Welcome to the hotel</html>'],
  ])('does not take a reply that names %s for a delivery', async (_what, body) => {
    await using cloud = await startOddCloud(async (request, response) => {
      await drained(request)
      say(response, 200, body)
    })

    const outcome = await cloud.api.send(photoOf(10), cloud.reservation(), forEver(), nothing, nothing)

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'not-understood', status: 200 } })
  })

  it('sends the right bytes though the reader fills one buffer over and over', async () => {
    const received: Buffer[] = []
    let stuck = false
    await using cloud = await startOddCloud(async (request, response) => {
      await expect.poll(() => stuck).toBe(true)
      for await (const chunk of request) received.push(chunk as Buffer)
      say(response, 200, imageReply('one'))
    })
    const lengths = Array.from({ length: 400 }, (_, turn) => [60_000, 200_000, 7][turn % 3] ?? 1)
    const buffer = Buffer.alloc(200_000)
    let turn = 0
    const photo: Photo = {
      ...photoOf(lengths.reduce((sum, length) => sum + length, 0)),
      async *open() {
        for (const length of lengths) yield buffer.subarray(0, length).fill((turn += 1) % 251)
      },
    }

    const sending = cloud.api.send(photo, cloud.reservation(), forEver(), nothing, nothing)
    await settled(() => turn)
    stuck = true
    expect((await sending).ok).toBe(true)

    const form = Buffer.concat(received)
    const start = form.indexOf('\r\n\r\n') + 4
    const expected = Buffer.concat(lengths.map((length, at) => Buffer.alloc(length, (at + 1) % 251)))
    expect(form.subarray(start, start + photo.size).equals(expected)).toBe(true)
  })

  it('waits for the line instead of reading the photo ahead', async () => {
    let opened: (() => void) | undefined
    await using cloud = await startOddCloud((request, response) => {
      opened = () => void drained(request).then(() => say(response, 200, imageReply('one')))
    })
    let read = 0
    const photo: Photo = {
      ...photoOf(64 * megabyte),
      async *open() {
        for (let left = 64; left > 0; left -= 1) yield ((read += megabyte), Buffer.alloc(megabyte))
      },
    }

    const sending = cloud.api.send(photo, cloud.reservation(), forEver(), nothing, nothing)
    await expect.poll(() => opened !== undefined && read > 0).toBe(true)
    await settled(() => read)

    expect(read).toBeLessThan(32 * megabyte)

    opened?.()
    expect((await sending).ok).toBe(true)
    expect(read).toBe(64 * megabyte)
  })
})

describe('stopping', () => {
  it.each([
    ['the given reason', { code: 'stalled', quietMs: 30_000 }, { code: 'stalled', quietMs: 30_000 }],
    ['interrupted, without one', undefined, { code: 'interrupted' }],
    ['interrupted, for a reason that is none of ours', { code: 'whim' }, { code: 'interrupted' }],
  ])('tells %s', async (_what, reason, problem) => {
    await using cloud = await startOddCloud(nothing)
    const stop = new AbortController()

    const outcome = await cloud.api.send(
      photoOf(50 * megabyte),
      cloud.reservation(),
      stop.signal,
      () => stop.abort(reason),
      nothing,
    )

    expect(outcome).toEqual({ ok: false, problem })
  })

  it('closes the photo', async () => {
    await using cloud = await startOddCloud(nothing)
    const stop = new AbortController()
    let closed = false
    const photo: Photo = {
      ...photoOf(50 * megabyte),
      async *open() {
        try {
          for (;;) yield Buffer.alloc(65_536)
        } finally {
          closed = true
        }
      },
    }

    await cloud.api.send(photo, cloud.reservation(), stop.signal, () => stop.abort(), nothing)

    await expect.poll(() => closed).toBe(true)
  })

  it('sends nothing for a signal already stopped', async () => {
    await using cloud = await startOddCloud(nothing)

    const outcome = await cloud.api.send(photoOf(10), cloud.reservation(), AbortSignal.abort(), nothing, nothing)

    expect(outcome).toEqual({ ok: false, problem: { code: 'interrupted' } })
    expect(cloud.asked).toEqual([])
  })
})

describe('a photo that cannot be read to its end', () => {
  const torn = (error: unknown): Photo => ({
    ...photoOf(5 * megabyte),
    async *open() {
      yield Buffer.alloc(megabyte)
      throw error
    },
  })

  it.each([
    [
      'its own problem',
      new Failure({ code: 'photo-gone', path: '/card/dune.jpg' }),
      { code: 'photo-gone', path: '/card/dune.jpg' },
    ],
    [
      'the problem behind it',
      new Error('read', { cause: new Failure({ code: 'photo-gone', path: '/x' }) }),
      { code: 'photo-gone', path: '/x' },
    ],
    [
      'the system’s words',
      new Error('EIO: i/o error'),
      { code: 'photo-unreadable', path: 'dune.jpg', detail: 'EIO: i/o error' },
    ],
  ])('ends with %s', async (_what, error, problem) => {
    await using cloud = await startOddCloud(request => void request.resume())

    const outcome = await cloud.api.send(torn(error), cloud.reservation(), forEver(), nothing, nothing)

    expect(outcome).toEqual({ ok: false, problem })
  })

  it('ends with photo-changed when the file shrank', async () => {
    await using cloud = await startOddCloud(request => void request.resume())

    const outcome = await cloud.api.send(
      { ...photoOf(megabyte), size: 2 * megabyte },
      cloud.reservation(),
      forEver(),
      nothing,
      nothing,
    )

    expect(outcome).toEqual({ ok: false, problem: { code: 'photo-changed', path: 'dune.jpg' } })
  })
})

/** Resolves once the measure has stood still for a while. */
async function settled(measure: () => number) {
  for (let before = -1; before !== measure();) {
    before = measure()
    await new Promise(resolve => setTimeout(resolve, 150))
  }
}

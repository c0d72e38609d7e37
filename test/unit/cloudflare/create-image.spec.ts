import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../../main/cloudflare/failure.ts'
import type { Order, Photo, Source } from '../../../main/engine/ports.ts'
import { formParts } from './form-parts.ts'
import { aPicture, aWorld, bytesOf, photoOf as photoFrom, valueOf } from './local-world.ts'
import {
  accountId,
  bad,
  drained,
  forEver,
  good,
  imageReply,
  order,
  photoOf,
  say,
  startOddCloud,
  type Answering,
} from './odd-cloud.ts'

const path = `/client/v4/accounts/${accountId}/images/v1`
const file: Source = { kind: 'file', photo: photoOf(1_000) }
const fromUrl = (url: string): Source => ({ kind: 'url', url })
const megabyte = 1_000_000

async function received(request: IncomingMessage) {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const bytes = Buffer.concat(chunks)
  expect(Number(request.headers['content-length'])).toBe(bytes.length)
  return formParts(request.headers['content-type'] ?? '', bytes)
}

/** What reaches the service of one upload. */
async function sent(source: Source, given: Partial<Order> = {}) {
  let form: Awaited<ReturnType<typeof received>> | undefined
  await using cloud = await startOddCloud(async (request, response) => {
    form = await received(request)
    say(response, 200, imageReply('one'))
  })
  expect(await cloud.api.create(source, { ...order, ...given }, forEver())).toMatchObject({
    ok: true,
    value: { id: 'one', filename: 'dune.jpg' },
  })
  expect(cloud.asked).toEqual([`POST ${path} Bearer right`])
  return form
}

describe('creating an image from a file', () => {
  it.each(['image/jpeg', 'image/webp', 'image/svg+xml', 'image/heic'])('says that it is %s', async type => {
    const bytes = randomBytes(3_000)

    const form = await sent({ kind: 'file', photo: { ...photoFrom('dune.jpg', bytes), type } })

    expect(form).toEqual({
      files: [{ field: 'file', name: 'dune.jpg', type, bytes }],
      texts: { requireSignedURLs: 'false' },
    })
  })

  it('sends the order as the service documents it', async () => {
    const metadata = { shoot: 'dünes', nr: 7, deep: { list: [1, true, null] } }

    const form = await sent(file, { id: 'dunes/ü 1', sending: { private: false, creator: 'ada' }, metadata })

    expect(form?.texts).toEqual({
      id: 'dunes/ü 1',
      requireSignedURLs: 'false',
      creator: 'ada',
      metadata: JSON.stringify(metadata),
    })
  })

  it('takes a reader that fills one buffer over and over', async () => {
    const bytes = randomBytes(500_000)
    const buffer = Buffer.alloc(60_000)
    const photo: Photo = {
      ...photoFrom('dune.jpg', bytes),
      async *open() {
        for (let start = 0; start < bytes.length; start += buffer.length) {
          yield buffer.subarray(0, bytes.copy(buffer, 0, start))
        }
      },
    }

    expect((await sent({ kind: 'file', photo }))?.files[0]?.bytes.equals(bytes)).toBe(true)
  })

  it('arrives whole at 10 MB', async () => {
    const bytes = randomBytes(10_485_760)

    expect((await sent({ kind: 'file', photo: photoFrom('dune.jpg', bytes) }))?.files[0]?.bytes.equals(bytes)).toBe(
      true,
    )
  })

  it('has all the time it wants while bytes are moving', async () => {
    await using cloud = await startOddCloud(
      async (request, response) => {
        let taken = 0
        for await (const chunk of request) {
          taken += (chunk as Buffer).length
          // A slow line: all of it takes longer than the line may be silent.
          if (taken > megabyte) {
            await new Promise(resolve => setTimeout(resolve, 60))
            taken = 0
          }
        }
        say(response, 200, imageReply('one'))
      },
      { replyMs: 1_000 },
    )

    const outcome = await cloud.api.create({ kind: 'file', photo: photoOf(30 * megabyte) }, order, forEver())

    expect(outcome).toMatchObject({ ok: true })
  })

  it.each([
    ['its own problem', new Failure({ code: 'photo-gone', path: '/a' }), { code: 'photo-gone', path: '/a' }],
    ['the system’s words', new Error('EIO'), { code: 'photo-unreadable', path: 'dune.jpg', detail: 'EIO' }],
  ])('ends with %s when it cannot be read, before anything is sent', async (_what, error, problem) => {
    await using cloud = await startOddCloud((_request, response) => say(response, 200, imageReply('one')))
    const photo: Photo = {
      ...photoOf(1_000),
      async *open() {
        yield Buffer.alloc(500)
        throw error
      },
    }

    expect(await cloud.api.create({ kind: 'file', photo }, order, forEver())).toEqual({ ok: false, problem })
    expect(cloud.asked).toEqual([])
  })

  it.each([
    ['shrank', 2_000],
    ['grew', 500],
  ])('ends when the file %s meanwhile', async (_what, size) => {
    await using cloud = await startOddCloud((_request, response) => say(response, 200, imageReply('one')))

    const outcome = await cloud.api.create({ kind: 'file', photo: { ...photoOf(1_000), size } }, order, forEver())

    expect(outcome).toEqual({ ok: false, problem: { code: 'photo-changed', path: 'dune.jpg' } })
    expect(cloud.asked).toEqual([])
  })

  it('stands in the account under its id, its bytes untouched', async () => {
    await using world = await aWorld()
    const bytes = await aPicture(200)

    const image = valueOf(
      await world.api.create(
        { kind: 'file', photo: photoFrom('dune ü.jpg', bytes) },
        { ...order, id: 'd/1' },
        forEver(),
      ),
    )

    expect(image).toMatchObject({ id: 'd/1', filename: 'dune ü.jpg', private: false })
    const original = valueOf(await world.api.original('d/1', forEver()))
    expect((await bytesOf(original)).equals(bytes)).toBe(true)
  })
})

describe('creating an image from a web address', () => {
  it('sends the address alone', async () => {
    expect(await sent(fromUrl('https://example.org/a dune.jpg?x=1'))).toEqual({
      files: [],
      texts: { url: 'https://example.org/a dune.jpg?x=1', requireSignedURLs: 'false' },
    })
  })

  it('never repeats the password in it', async () => {
    const url = 'https://ada:geheim@example.org/dune.jpg'
    let asked = ''
    await using cloud = await startOddCloud(async (request, response) => {
      asked = (await received(request)).texts['url'] ?? ''
      say(response, 400, bad(5454, `could not fetch ${url}`))
    })

    expect(await cloud.api.create(fromUrl(url), order, forEver())).toEqual({
      ok: false,
      problem: {
        code: 'source-unreachable',
        url: 'https://example.org/dune.jpg',
        detail: 'could not fetch https://ada:•••@example.org/dune.jpg',
      },
    })
    expect(asked).toBe(url)
  })
})

describe('an image that may have arrived', () => {
  const after =
    (answering: Answering): Answering =>
    async (request, response) => {
      await drained(request)
      await answering(request, response)
    }
  const unknown: [string, Answering][] = [
    ['a line cut after the last byte', after(request => void request.socket.destroy())],
    ['a line cut under way', request => void request.once('data', () => request.socket.destroy())],
    ['no answer', after(() => undefined)],
    [
      'half an answer',
      after((request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
        response.write('{"result":', () => request.socket.destroy())
      }),
    ],
    ['a gateway’s page', after((_request, response) => say(response, 504, '<html>Gateway time-out</html>'))],
    ['an answer without an image', after((_request, response) => say(response, 200, good(null)))],
    ['half a JSON text', after((_request, response) => say(response, 200, '{"success":true,"result":{"id"'))],
  ]

  it.each(unknown)('is told as such after %s, and not sent again', async (_what, answering) => {
    await using cloud = await startOddCloud(answering, { replyMs: 300 })

    for (const source of [{ kind: 'file', photo: photoOf(9 * megabyte) } as const, fromUrl('https://example.org/a')]) {
      expect(await cloud.api.create(source, order, forEver())).toMatchObject({
        ok: false,
        problem: { code: 'arrival-unknown', detail: expect.stringMatching(/\w+/) },
      })
    }
    expect(cloud.asked).toHaveLength(2)
  })

  it('is told as such when we are stopped under way', async () => {
    const stop = new AbortController()
    await using cloud = await startOddCloud(request => void request.once('data', () => stop.abort()))

    expect(await cloud.api.create({ kind: 'file', photo: photoOf(9 * megabyte) }, order, stop.signal)).toEqual({
      ok: false,
      problem: { code: 'arrival-unknown', detail: 'Interrupted' },
    })
  })

  it.each<[string, Answering, object]>([
    ['it is refused', after((_q, response) => say(response, 415, bad(5455, 'no'))), { code: 'photo-refused' }],
    ['its id is taken', after((_q, response) => say(response, 409, bad(5409, 'no'))), { code: 'image-exists' }],
    ['the backend says so', after((_q, response) => say(response, 500, bad(5540, 'no'))), { code: 'service-trouble' }],
    ['not all of it came', after((_q, response) => say(response, 408, '')), { code: 'service-trouble', status: 408 }],
    ['we are to slow down', after((_q, response) => say(response, 429, '')), { code: 'rate-limited' }],
  ])('is known not to when %s', async (_what, answering, problem) => {
    await using cloud = await startOddCloud(answering)

    expect(await cloud.api.create(file, { ...order, id: 'd/1' }, forEver())).toMatchObject({ ok: false, problem })
    expect(cloud.asked).toHaveLength(1)
  })

  it('is known not to when the line never stood', async () => {
    const cloud = await startOddCloud(() => undefined)
    const { host } = new URL(cloud.origin)
    await cloud.stop()

    expect(await cloud.api.create(file, order, forEver())).toEqual({ ok: false, problem: { code: 'offline', host } })
    await cloud.api.close()
  })

  it('is known not to when we are stopped before', async () => {
    await using cloud = await startOddCloud(() => undefined)

    expect(await cloud.api.create(file, order, AbortSignal.abort())).toEqual({
      ok: false,
      problem: { code: 'interrupted' },
    })
    expect(cloud.asked).toEqual([])
  })
})

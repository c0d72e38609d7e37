import Cloudflare, {
  APIError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'cloudflare'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { aPicture, asFile, noPicture } from './pictures.ts'
import { atEveryPlace, atTheLocalCloud, openLocalCloud } from './places.ts'
import { codeIn, answerOf } from './answer.ts'

const bmp = Buffer.concat([Buffer.from('BM'), Buffer.alloc(200)])
const pdf = Buffer.from(`%PDF-1.7\n${'x'.repeat(400)}\n%%EOF`)

atEveryPlace('a stranger', account => {
  it('with a wrong token is refused', async () => {
    const { account_id, connect, expectRefused } = account()
    const stranger = connect({ apiToken: 'x'.repeat(40) })

    const answer = await answerOf(stranger.images.v1.stats.get({ account_id }))

    expectRefused(answer, { status: 401, code: 10000, unconfirmed: 'a wrong token' })
  })

  it('cannot open another account', async () => {
    const { client, expectRefused } = account()

    const answer = await answerOf(client.images.v1.stats.get({ account_id: 'f'.repeat(32) }))

    expectRefused(answer, { status: 403, code: 9109, unconfirmed: 'an account of somebody else' })
  })

  it('finds no way that is not there', async () => {
    const { client, path, expectRefused } = account()

    const answer = await answerOf(client.get(path('v3')))

    expectRefused(answer, { status: 404, code: 7003, unconfirmed: 'a path nobody knows' })
  })
})

atEveryPlace('a body of the wrong kind', account => {
  it('is refused where a form is due', async () => {
    const { client, path, expectRefused } = account()
    const picture = await aPicture()
    const expected = { status: 415, code: 5415, unconfirmed: 'status of an upload that is no form' }

    const bodies = [
      { body: picture, headers: { 'content-type': 'image/jpeg' } },
      { body: { url: 'https://example.com/dune.jpg' } },
      { body: new URLSearchParams({ url: 'https://example.com/dune.jpg' }) },
    ]
    for (const options of bodies) expectRefused(await answerOf(client.post(path('v1'), options)), expected)
  })

  it('is refused at an upload URL', async () => {
    const { reserve, expectRefused } = account()
    const { uploadURL } = await reserve()

    const headers = { 'content-type': 'image/jpeg' }
    const response = await fetch(uploadURL, { method: 'POST', body: new Uint8Array(await aPicture()), headers })
    const text = await response.text()

    expectRefused(
      { status: response.status, code: codeIn(text), text },
      { status: 415, code: 5415, unconfirmed: 'raw bytes to an upload URL' },
    )
  })
})

atEveryPlace('a file that cannot be a picture here', account => {
  it.each([
    ['a BMP', 'image/bmp', bmp],
    ['a PDF', 'application/pdf', pdf],
  ])('is refused: %s', async (what, type, bytes) => {
    const { upload, expectRefused } = account()

    const answer = await answerOf(upload({ file: asFile(bytes, `dune.${what.slice(2)}`, type) }))

    expectRefused(answer, { status: 415, code: 5455 })
  })

  it('is refused when it only says that it is one', async () => {
    const { upload, expectRefused } = account()

    const answer = await answerOf(upload({ file: asFile(noPicture) }))

    expectRefused(answer, { status: 415, code: 5455, unconfirmed: 'words that are said to be a JPEG' })
  })

  it('is refused when it is damaged', async () => {
    const { upload, expectRefused } = account()
    const whole = await aPicture({ width: 640, height: 480, format: 'webp' })

    const answer = await answerOf(
      upload({ file: asFile(whole.subarray(0, whole.length / 2), 'dune.webp', 'image/webp') }),
    )

    expectRefused(answer, { status: 422, code: 9422, unconfirmed: 'a damaged picture' })
  })
})

atTheLocalCloud('a file that is too large', 'it would cost megabytes each time', account => {
  it('is refused, by upload and by one-time URL', async () => {
    const { upload, reserve, send, expectRefused } = account()
    const large = asFile(await makePhoto({ seed: 1, bytesAtLeast: 11_000_000 }))
    const { uploadURL } = await reserve()

    expectRefused(await answerOf(upload({ file: large })), { status: 413, code: 5413 })
    expectRefused(await send(uploadURL, large), { status: 413, code: 5413 })
  })

  it('is taken as long as it is just not', async () => {
    const { upload, client, account_id } = account()
    const bytes = await makePhoto({ seed: 2, bytesAtLeast: 10_000_000 })

    const { id } = await upload({ file: asFile(bytes) })

    const blob = await client.images.v1.blobs.get(id, { account_id })
    expect((await blob.arrayBuffer()).byteLength).toBe(bytes.length)
  })
})

atTheLocalCloud('a custom id that is also a path', 'an image under it could not be deleted', account => {
  it.each(['keys', 'stats', 'variants', 'config', 'batch_token', 'direct_upload'])('is refused: %s', async id => {
    const { upload, expectRefused } = account()

    expectRefused(await answerOf(upload({ id })), { status: 400, code: 5411 })
  })
})

atTheLocalCloud('a token that may only read', 'we have no second token there', account => {
  it('reads everything and changes nothing', async () => {
    const { account_id, connect, upload, path, site, expectRefused } = account()
    const { id } = await upload()
    const { images } = connect({ apiToken: site.readOnlyToken })
    const reader = connect({ apiToken: site.readOnlyToken })
    const options = { fit: 'cover', width: 9, height: 9, metadata: 'none' } as const

    await images.v1.get(id, { account_id })
    await images.v1.list({ account_id })
    await images.v1.blobs.get(id, { account_id })
    await images.v1.stats.get({ account_id })
    await images.v1.keys.list({ account_id })
    await images.v1.variants.list({ account_id })
    await images.v1.variants.get('public', { account_id })
    await images.v2.list({ account_id })
    await reader.get(path('v1/variants/public/flat'))
    const changes = [
      images.v1.create({ account_id, file: asFile(await aPicture()) }),
      images.v1.edit(id, { account_id, creator: 'ada' }),
      images.v1.delete(id, { account_id }),
      images.v1.keys.update('press', { account_id }),
      images.v1.keys.delete('default', { account_id }),
      images.v1.variants.create({ account_id, id: 'tiny', options }),
      images.v1.variants.edit('public', { account_id, options }),
      images.v1.variants.delete('public', { account_id }),
      images.v2.directUploads.create({ account_id }),
      reader.post(path('v1/direct_upload'), { body: {} }),
      reader.patch(path('v1/config'), { body: { flexible_variants: true } }),
    ]

    const answers = await Promise.all(changes.map(change => answerOf(change)))
    for (const answer of answers) expectRefused(answer, { status: 403, code: 10000 })
  })
})

atTheLocalCloud('a failure', 'it is made to happen', account => {
  it.each([
    [400, BadRequestError],
    [401, AuthenticationError],
    [403, PermissionDeniedError],
    [404, NotFoundError],
    [409, ConflictError],
    [413, APIError],
    [415, APIError],
    [429, RateLimitError],
    [503, InternalServerError],
  ])('with status %d is the package’s own error', async (status, kind) => {
    const { account_id, connect, site } = account()
    const client = connect({ maxRetries: 0 })
    site.cloud.faults.set([{ kind: 'error', probability: 1, times: 1, status }])

    const failure: unknown = await client.images.v1.stats.get({ account_id }).catch((error: unknown) => error)

    expect(Object.getPrototypeOf(failure)).toBe(kind.prototype)
    expect(failure).toMatchObject({ status, errors: [{ code: expect.any(Number), message: expect.any(String) }] })
  })

  it('that passes is tried again, one that stays is not', async () => {
    const { client, account_id, site, attempts } = account()
    site.cloud.faults.set([{ kind: 'error', probability: 1, times: 1 }])

    const passing = await attempts(() => client.images.v1.stats.get({ account_id }))
    const staying = await attempts(() => answerOf(client.images.v1.get('nobody', { account_id })))

    expect([passing, staying]).toEqual([2, 1])
  })
})

atTheLocalCloud(
  'too many calls',
  'five minutes of silence for the whole account would follow',
  account => {
    it('are refused for the rest of the five minutes, and counted down in headers', async () => {
      const { account_id, connect, site } = account()
      const client = connect({ maxRetries: 0 })
      const headersOf = async () => (await client.images.v1.stats.get({ account_id }).asResponse()).headers

      const first = await headersOf()
      await headersOf()
      await headersOf()
      const refused: unknown = await headersOf().catch((error: unknown) => error)

      expect(first.get('ratelimit')).toMatch(/^"default";r=2;t=\d+$/)
      expect(first.get('ratelimit-policy')).toMatch(/^".+";q=3;w=300$/)
      if (!(refused instanceof RateLimitError)) return expect.fail(`not refused: ${String(refused)}`)
      expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
      site.pass(301)
      expect((await headersOf()).get('ratelimit')).toMatch(/r=2/)
    })
  },
  { rateLimit: { quota: 3, windowSeconds: 300 } },
)

describe('the addresses of the local cloud', () => {
  it('may leave out the version, as the package’s own tests do', async () => {
    const site = await openLocalCloud()
    const client = new Cloudflare({ apiToken: site.token, baseURL: new URL(site.baseURL).origin })

    const { keys } = await client.images.v1.keys.list({ account_id: site.accountId })
    await site.close()

    expect(keys).toHaveLength(1)
  })
})

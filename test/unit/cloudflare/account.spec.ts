import { describe, expect, it } from 'vitest'
import { accountId, bad, bodyOf, forEver, good, order, say, startOddCloud } from './odd-cloud.ts'

const path = `/client/v4/accounts/${accountId}/images`

describe('asking for an image', () => {
  it('tells an image', async () => {
    await using cloud = await startOddCloud((_request, response) =>
      say(
        response,
        200,
        good({
          id: 'one',
          filename: 'dune.jpg',
          uploaded: '2026-01-02T03:04:05.678Z',
          requireSignedURLs: true,
          variants: ['https://x/public'],
          meta: { shoot: 'dunes' },
          creator: null,
        }),
      ),
    )

    const outcome = await cloud.api.ask('one', forEver())

    expect(outcome).toEqual({
      ok: true,
      value: {
        kind: 'image',
        image: {
          id: 'one',
          filename: 'dune.jpg',
          uploadedAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
          private: true,
          links: ['https://x/public'],
          creator: null,
          metadata: { shoot: 'dunes' },
        },
      },
    })
    expect(cloud.asked).toEqual([`GET ${path}/v1/one Bearer right`])
  })

  it('tells a draft', async () => {
    await using cloud = await startOddCloud((_request, response) =>
      say(response, 200, good({ id: 'one', draft: true })),
    )

    expect(await cloud.api.ask('one', forEver())).toEqual({ ok: true, value: { kind: 'draft' } })
  })

  it.each([bad(5404, 'not found'), 'ERROR 5404: image not found'])('tells an absent one from %o', async body => {
    await using cloud = await startOddCloud((_request, response) => say(response, 404, body))

    expect(await cloud.api.ask('one', forEver())).toEqual({ ok: true, value: { kind: 'absent' } })
  })

  it.each([
    ['a 404 of another server', 404, '<html>nothing here</html>', 'not-understood'],
    ['a 404 of the account', 404, bad(7003, 'Could not route'), 'account-unknown'],
    ['a success without an image', 200, good(null), 'not-understood'],
    ['half a reply', 200, '{"success":true,"result":{"id"', 'not-understood'],
    ['a failure with HTTP 200', 200, bad(5500, 'internal'), 'service-trouble'],
  ])('never takes %s for an answer', async (_what, status, body, code) => {
    await using cloud = await startOddCloud((_request, response) => say(response, status, body))

    expect(await cloud.api.ask('one', forEver())).toMatchObject({ ok: false, problem: { code } })
  })

  it('keeps an id with slashes one segment', async () => {
    await using cloud = await startOddCloud((_request, response) => say(response, 404, bad(5404, 'not found')))

    await cloud.api.ask('dunes/2026/ü 1', forEver())

    expect(cloud.asked).toEqual([`GET ${path}/v1/dunes%2F2026%2F%C3%BC%201 Bearer right`])
  })
})

describe('discarding an image', () => {
  it.each([
    [200, good({})],
    [200, good('')],
    [404, bad(5404, 'not found')],
  ])('is done after %i', async (status, body) => {
    await using cloud = await startOddCloud((_request, response) => say(response, status, body))

    expect(await cloud.api.discard('one', forEver())).toEqual({ ok: true, value: undefined })
    expect(cloud.asked).toEqual([`DELETE ${path}/v1/one Bearer right`])
  })

  it('names the permission that is missing', async () => {
    await using cloud = await startOddCloud((_request, response) =>
      say(response, 403, bad(10_000, 'Authentication error')),
    )

    expect(await cloud.api.discard('one', forEver())).toEqual({
      ok: false,
      problem: { code: 'token-rejected', profile: 'studio', needs: 'Account · Cloudflare Images · Edit' },
    })
  })
})

describe('proving token and account', () => {
  it('tells the use', async () => {
    await using cloud = await startOddCloud((_request, response) =>
      say(response, 200, good({ count: { current: 3, allowed: 100_000 } })),
    )

    expect(await cloud.api.use(forEver())).toEqual({ ok: true, value: { current: 3, allowed: 100_000 } })
    expect(cloud.asked).toEqual([`GET ${path}/v1/stats Bearer right`])
  })

  it('tries once, whatever happens', async () => {
    await using cloud = await startOddCloud((_request, response) => say(response, 503, 'ERROR 5503: unavailable'))

    await cloud.api.use(forEver())

    expect(cloud.asked).toHaveLength(1)
  })

  it('never carries the token to where it is redirected', async () => {
    await using other = await startOddCloud((_request, response) => say(response, 200, good({})))
    await using cloud = await startOddCloud((_request, response) =>
      say(response, 302, '', { location: `${other.origin}/elsewhere` }),
    )

    expect(await cloud.api.use(forEver())).toMatchObject({
      ok: false,
      problem: { code: 'not-understood', status: 302 },
    })
    expect(other.asked).toEqual([])
  })
})

describe('flexible variants', () => {
  it.each([true, false])('are switched: %o', async enabled => {
    let body = ''
    await using cloud = await startOddCloud(async (request, response) => {
      body = await bodyOf(request)
      say(response, 200, good({ flexible_variants: enabled }))
    })

    expect(await cloud.api.setFlexibleVariants(enabled, forEver())).toEqual({ ok: true, value: undefined })
    expect(JSON.parse(body)).toEqual({ flexible_variants: enabled })
    expect(cloud.asked).toEqual([`PATCH ${path}/v1/config Bearer right`])
  })
})

describe('reserving', () => {
  const now = () => 1_800_000_000_000

  it('sends what the order says as the service documents it', async () => {
    let body = ''
    await using cloud = await startOddCloud(
      (request, response) => {
        request.setEncoding('utf8').on('data', (text: string) => (body += text))
        request.on('end', () =>
          say(response, 200, good({ id: 'one', uploadURL: 'https://upload.imagedelivery.net/hash/one' })),
        )
      },
      { now },
    )

    const outcome = await cloud.api.reserve(
      { sending: { private: true, creator: 'ada' }, metadata: { shoot: 'dünes', nr: 7 } },
      forEver(),
    )

    expect(outcome).toEqual({
      ok: true,
      value: { imageId: 'one', uploadUrl: 'https://upload.imagedelivery.net/hash/one', expiresAt: now() + 1_800_000 },
    })
    expect(body).toMatch(/name="requireSignedURLs"\r\n\r\ntrue\r\n/)
    expect(body).toMatch(/name="creator"\r\n\r\nada\r\n/)
    expect(body).toMatch(/name="metadata"\r\n\r\n\{"shoot":"dünes","nr":7\}\r\n/)
    expect(cloud.asked).toEqual([`POST ${path}/v2/direct_upload Bearer right`])
  })

  it('sets a custom id and an end of its own', async () => {
    let body = ''
    await using cloud = await startOddCloud(
      async (request, response) => {
        body = await bodyOf(request)
        say(response, 200, good({ id: 'dunes/1', uploadURL: 'https://upload.imagedelivery.net/hash/dunes%2F1' }))
      },
      { now },
    )
    const expiresAt = now() + 300_000

    const outcome = await cloud.api.reserve({ ...order, id: 'dunes/1' }, forEver(), expiresAt)

    expect(outcome).toMatchObject({ ok: true, value: { imageId: 'dunes/1', expiresAt } })
    expect(body).toMatch(/name="id"\r\n\r\ndunes\/1\r\n/)
    expect(body).toMatch(/name="expiry"\r\n\r\n2027-01-15T08:05:00\.000Z\r\n/)
  })

  it.each<[number, unknown, object]>([
    [409, bad(5409, 'no'), { code: 'image-exists', imageId: 'dunes/1' }],
    [400, bad(5410, 'no'), { code: 'custom-id-public', imageId: 'dunes/1' }],
    [400, 'ERROR 5411: no UUID', { code: 'custom-id-refused', imageId: 'dunes/1', detail: 'no UUID' }],
  ])('tells what is wrong with a custom id: %i %o', async (status, body, problem) => {
    await using cloud = await startOddCloud((_request, response) => say(response, status, body))

    expect(await cloud.api.reserve({ ...order, id: 'dunes/1' }, forEver())).toEqual({ ok: false, problem })
  })

  it.each([
    ['in the clear over a network', { id: 'one', uploadURL: 'http://upload.example/hash/one' }],
    ['of another kind', { id: 'one', uploadURL: 'file:///etc/passwd' }],
    ['missing', { id: 'one' }],
    ['without an id', { uploadURL: 'https://upload.imagedelivery.net/hash/one' }],
  ])('refuses an upload URL %s', async (_what, result) => {
    await using cloud = await startOddCloud((_request, response) => say(response, 200, good(result)))

    expect(await cloud.api.reserve(order, forEver())).toMatchObject({
      ok: false,
      problem: { code: 'not-understood' },
    })
  })
})

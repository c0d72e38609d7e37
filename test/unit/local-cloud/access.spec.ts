import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aClock, aCloud, aPhoto, send } from './a-cloud.ts'

const BatchToken = z.object({ token: z.string(), expiresAt: z.iso.datetime() })

describe('the envelope', () => {
  it('is the same around results and failures, and never empty', async () => {
    const cloud = await aCloud()
    const { id } = await cloud.reserve()
    const raw = async (method: string) => {
      const url = `${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1/${id}`
      const response = await fetch(url, { method, headers: { authorization: `Bearer ${cloud.token}` } })
      return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
    }

    const deleted = await raw('DELETE')
    const missing = await raw('DELETE')

    const around = { result_info: null, messages: [] }
    expect(deleted).toEqual({
      status: 200,
      type: 'application/json',
      body: { ...around, result: {}, success: true, errors: [] },
    })
    expect(missing).toEqual({
      status: 404,
      type: 'application/json',
      body: { ...around, result: null, success: false, errors: [{ code: 5404, message: 'Image not found' }] },
    })
  })

  it('tells clients not to try again what cannot come right', async () => {
    const cloud = await aCloud()

    const missing = await cloud.call('GET', '/v1/nothing')

    expect(missing.headers.get('x-should-retry')).toBe('false')
  })
})

describe('the token', () => {
  it('must be right, and for this account', async () => {
    const cloud = await aCloud()
    const elsewhere = `${cloud.baseUrl}/accounts/${'0'.repeat(32)}/images/v1/stats`

    expect(await cloud.call('GET', '/v1/stats')).toMatchObject({ status: 200 })
    expect(await cloud.call('GET', '/v1/stats', { token: 'wrong' })).toMatchObject({ status: 401, code: 10000 })
    expect(await cloud.call('GET', '/v1/stats', { headers: { authorization: '' } })).toMatchObject({ status: 401 })
    expect(await cloud.call('GET', elsewhere)).toMatchObject({ status: 403, code: 9109 })
    expect(await cloud.call('GET', elsewhere, { token: 'wrong' })).toMatchObject({ status: 401, code: 10000 })
  })

  it.each(['/v1', '/v1/an-image', '/v1/an-image/blob', '/v1/keys', '/v1/stats', '/v1/config', '/v2'])(
    'that may only read may ask for %s',
    async path => {
      const cloud = await aCloud({ readOnlyToken: 'just-looking' })

      const looked = await cloud.fetch(path, 'GET', 'just-looking')
      await looked.arrayBuffer()

      expect([200, 404]).toContain(looked.status)
    },
  )

  it.each([
    ['POST', '/v1'],
    ['PATCH', '/v1/an-image'],
    ['DELETE', '/v1/an-image'],
    ['PUT', '/v1/keys/mine'],
    ['DELETE', '/v1/keys/default'],
    ['POST', '/v1/variants'],
    ['PATCH', '/v1/variants/public'],
    ['DELETE', '/v1/variants/public'],
    ['PATCH', '/v1/config'],
    ['POST', '/v1/direct_upload'],
    ['POST', '/v2/direct_upload'],
  ])('that may only read is told what it lacks for %s %s', async (method, path) => {
    const cloud = await aCloud({ readOnlyToken: 'just-looking' })

    const refused = await cloud.call(method, path, { token: 'just-looking' })

    expect(refused).toMatchObject({
      status: 403,
      code: 10000,
      message: 'Authentication error: the token lacks the permission Account · Cloudflare Images · Edit',
    })
  })

  it('cannot be replaced by an API key', async () => {
    const cloud = await aCloud()
    const key = { 'x-auth-email': 'user@example.com', 'x-auth-key': '144c9defac04969c7bfad8efaa8ea194' }
    const url = `${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1/stats`

    const refused = await cloud.call('GET', url, { headers: key, token: null })
    const both = await cloud.call('GET', url, { headers: key })

    expect(refused).toMatchObject({ status: 401, code: 10000, message: expect.stringContaining('API token') as string })
    expect(both).toMatchObject({ status: 200 })
  })

  it('is new for every run unless given', async () => {
    const first = await aCloud()
    const second = await aCloud()

    expect(first.token).not.toBe(second.token)
    expect((await aCloud({ token: 'mine' })).token).toBe('mine')
  })
})

describe('the batch host', () => {
  it('serves its own paths to its own tokens', async () => {
    const cloud = await aCloud()
    const { token, expiresAt } = BatchToken.parse((await cloud.call('GET', '/v1/batch_token')).result)
    const host = cloud.deliveryUrl
    const body = new FormData()
    body.append('creator', 'ansel')

    const reserved = await cloud.call('POST', `${host}/images/v2/direct_upload`, { token, body })
    await send(String(reserved.result['uploadURL']), await aPhoto())
    const image = `${host}/images/v1/${String(reserved.result['id'])}`

    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now())
    expect(reserved.status).toBe(200)
    expect(await cloud.call('GET', image, { token })).toMatchObject({ result: { creator: 'ansel' } })
    expect(await cloud.call('GET', `${host}/images/v2`, { token })).toMatchObject({ status: 200 })
    expect(await cloud.call('DELETE', image, { token })).toMatchObject({ status: 200 })
    expect(await cloud.call('GET', `${host}/images/v1/stats`, { token })).toMatchObject({ status: 404, code: 7003 })
  })

  it('has nothing but what Cloudflare says it has', async () => {
    const cloud = await aCloud()
    const { token } = BatchToken.parse((await cloud.call('GET', '/v1/batch_token')).result)
    const statusOf = async (method: string, path: string) =>
      (await cloud.call(method, `${cloud.deliveryUrl}/images${path}`, { token })).code
    const there = [
      'POST /v1',
      'GET /v1/a',
      'PATCH /v1/a',
      'DELETE /v1/a',
      'GET /v2?per_page=1',
      'POST /v2/direct_upload',
    ]
    const not = ['GET /v1', 'GET /v1/a/blob', 'GET /v1/keys', 'PUT /v1/keys/a', 'DELETE /v1/keys/a', 'GET /v1/stats']
    const notEither = ['GET /v1/variants', 'POST /v1/variants', 'GET /v1/variants/public', 'PATCH /v1/variants/public']
    const norThese = ['GET /v1/config', 'PATCH /v1/config', 'POST /v1/direct_upload', 'GET /v1/batch_token']

    const codes = async (calls: string[]) =>
      new Set(await Promise.all(calls.map(call => statusOf(call.split(' ')[0] ?? '', call.split(' ')[1] ?? ''))))

    expect(await codes([...not, ...notEither, ...norThese])).toEqual(new Set([7003]))
    expect(await codes(there)).not.toContain(7003)
  })

  it('knows no other token, and its own is good nowhere else', async () => {
    const cloud = await aCloud()
    const { token } = BatchToken.parse((await cloud.call('GET', '/v1/batch_token')).result)

    expect(await cloud.call('GET', `${cloud.deliveryUrl}/images/v2`)).toMatchObject({ status: 401, code: 10000 })
    expect(await cloud.call('GET', '/v2', { token })).toMatchObject({ status: 401, code: 10000 })
  })

  it('forgets its tokens when they expire, and gives none more power than who asked', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now, readOnlyToken: 'just-looking' })
    const asked = await cloud.call('GET', '/v1/batch_token', { token: 'just-looking' })
    const { token } = BatchToken.parse(asked.result)
    const list = () => cloud.call('GET', `${cloud.deliveryUrl}/images/v2`, { token })
    const reserve = () => cloud.call('POST', `${cloud.deliveryUrl}/images/v2/direct_upload`, { token })

    expect(await list()).toMatchObject({ status: 200 })
    expect(await reserve()).toMatchObject({ status: 403, code: 10000 })
    clock.pass(3600)
    expect(await list()).toMatchObject({ status: 401, code: 10000 })
  })
})

describe('routes', () => {
  it('work with and without the prefix', async () => {
    const cloud = await aCloud()

    const plain = await cloud.call('GET', `${cloud.deliveryUrl}/accounts/${cloud.accountId}/images/v1/stats`)

    expect(plain).toMatchObject({ status: 200, result: { count: { current: 0, allowed: 100_000 } } })
  })

  it.each([
    ['PUT', '/v1'],
    ['DELETE', '/v1/stats'],
    ['POST', '/v1/an-image'],
    ['POST', '/v1/keys'],
    ['PATCH', '/v1/keys/mine'],
    ['PUT', '/v1/variants/hero'],
    ['POST', '/v1/config'],
    ['GET', '/v1/direct_upload'],
    ['GET', '/v2/direct_upload'],
    ['GET', '/v2/an-image'],
    ['GET', '/v3'],
    ['GET', ''],
  ])('that are not offered say so: %s %s', async (method, path) => {
    const cloud = await aCloud()

    expect(await cloud.call(method, path)).toMatchObject({ status: 404, code: 7003 })
  })

  it('are counted by method and name', async () => {
    const cloud = await aCloud()
    await cloud.call('GET', '/v1')
    await cloud.json('PATCH', '/v1/config', {})
    await cloud.json('POST', '/v1/direct_upload', {})
    await cloud.call('PUT', '/v1/keys/mine')
    await cloud.call('GET', '/v1/variants/public/flat')
    await cloud.call('GET', '/v1/an-image/blob')

    expect(cloud.calls()).toEqual({
      'GET images_v1': 1,
      'PATCH config': 1,
      'POST direct_upload_v1': 1,
      'PUT key': 1,
      'GET variant_flat': 1,
      'GET blob': 1,
    })
  })
})

describe('the rate limit', () => {
  it('counts down in headers, then shuts everything for a whole window', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now, rateLimit: { quota: 2, windowSeconds: 300 } })
    const ask = () => cloud.call('GET', '/v1/stats')

    const first = await ask()
    clock.pass(100)
    const second = await ask()
    const third = await ask()
    clock.pass(299)
    const stillShut = await ask()
    clock.pass(1)

    expect(first.headers.get('ratelimit')).toBe('"default";r=1;t=300')
    expect(first.headers.get('ratelimit-policy')).toBe('"burst";q=2;w=300')
    expect(second.headers.get('ratelimit')).toBe('"default";r=0;t=200')
    expect(third).toMatchObject({ status: 429, code: 971 })
    expect(third.headers.get('retry-after')).toBe('300')
    expect(third.headers.get('x-should-retry')).toBeNull()
    expect(stillShut.status).toBe(429)
    expect(await ask()).toMatchObject({ status: 200 })
  })

  it('leaves the batch host and uploads alone', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now, rateLimit: { quota: 2, windowSeconds: 300 } })
    const { token } = BatchToken.parse((await cloud.call('GET', '/v1/batch_token')).result)
    const { uploadURL } = await cloud.reserve()
    const shut = await cloud.call('GET', '/v1/stats')

    const batch = await cloud.call('GET', `${cloud.deliveryUrl}/images/v2`, { token })

    expect(shut.status).toBe(429)
    expect(batch.status).toBe(200)
    expect(batch.headers.get('ratelimit')).toBe('"default";r=199;t=1')
    expect(await send(uploadURL, await aPhoto())).toMatchObject({ status: 200 })
  })
})

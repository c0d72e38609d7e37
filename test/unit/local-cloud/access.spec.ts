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

  it('that may only read is refused for everything else', async () => {
    const cloud = await aCloud({ readOnlyToken: 'just-looking' })
    const { id } = await cloud.reserve()
    const look = { token: 'just-looking' }

    expect(await cloud.call('GET', '/v1/stats', look)).toMatchObject({ status: 200 })
    expect(await cloud.call('POST', '/v2/direct_upload', look)).toMatchObject({ status: 403, code: 10000 })
    expect(await cloud.call('DELETE', `/v1/${id}`, look)).toMatchObject({ status: 403, code: 10000 })
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
    ['GET', '/v1'],
    ['POST', '/v1'],
    ['GET', '/v1/keys'],
    ['PUT', '/v1/keys/mine'],
    ['GET', '/v1/variants'],
    ['DELETE', '/v1/stats'],
    ['GET', '/v1/an-image/blob'],
    ['PATCH', '/v1/an-image'],
    ['PATCH', '/v1/config'],
    ['GET', '/v3'],
  ])('that are not offered say so: %s %s', async (method, path) => {
    const cloud = await aCloud()

    expect(await cloud.call(method, path)).toMatchObject({ status: 404, code: 7003 })
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

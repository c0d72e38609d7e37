import { describe, expect, it } from 'vitest'
import { createAccess } from '../../../main/local-cloud/access.ts'
import { limits } from '../../../main/local-cloud/limits.ts'
import { createRateLimit } from '../../../main/local-cloud/rate-limit.ts'
import { aClock, aCloud, aPhoto, send } from './a-cloud.ts'

const photo = await aPhoto()
const rateLimit = { quota: 3, windowSeconds: 300 }
const left = ({ headers }: { headers: Headers }) => headers.get('ratelimit')

/** The counting alone, with as many calls as a day has. */
function aCount() {
  const clock = aClock()
  const access = createAccess({ token: 'full', readOnlyToken: 'look', accountId: 'a', now: clock.now })
  const limit = createRateLimit({ user: limits.userBudget, access, now: clock.now })
  const bearer = (token: string) => `Bearer ${token}`
  return {
    clock,
    aBatchToken: () => access.handOutBatchToken(bearer('full')).token,
    charge: (
      token: string,
      { host = 'main' as const, address = '127.0.0.1' }: { host?: 'main' | 'batch'; address?: string } = {},
    ) => limit.charge({ host, authorization: token === '' ? undefined : bearer(token), address }),
  }
}

describe('a user’s calls', () => {
  it('are counted over all tokens together', async () => {
    const cloud = await aCloud({ rateLimit, now: aClock().now, readOnlyToken: 'look' })

    const first = await cloud.call('GET', '/v1/stats')
    const second = await cloud.call('GET', '/v1/stats', { token: 'look' })
    const refused = await cloud.call('POST', '/v2/direct_upload', { token: 'look' })
    const tooMany = await cloud.call('GET', '/v1/stats')

    expect(left(first)).toBe('"default";r=2;t=300')
    expect(left(second)).toBe('"default";r=1;t=300')
    expect(refused).toMatchObject({ status: 403, code: 10000 })
    expect(left(refused)).toBe('"default";r=0;t=300')
    expect(tooMany).toMatchObject({ status: 429, code: 971 })
    expect(tooMany.headers.get('ratelimit-policy')).toBe('"burst";q=3;w=300')
  })

  it('count also when they are for another account or for nothing we have', async () => {
    const cloud = await aCloud({ rateLimit, now: aClock().now })

    const elsewhere = await cloud.call('GET', `${cloud.baseUrl}/accounts/${'0'.repeat(32)}/images/v1/stats`)
    const nothing = await cloud.call('GET', '/v3/nothing')
    const reserved = await cloud.call('DELETE', '/v1/stats')
    const blocked = await cloud.call('GET', '/v3/nothing')

    expect(left(elsewhere)).toBe('"default";r=2;t=300')
    expect(nothing).toMatchObject({ status: 404, code: 7003 })
    expect(left(nothing)).toBe('"default";r=1;t=300')
    expect(left(reserved)).toBe('"default";r=0;t=300')
    expect(blocked).toMatchObject({ status: 429, code: 971 })
  })

  it('too many block every call for five minutes, with Retry-After on 429 alone, and asking does not prolong it', async () => {
    const clock = aClock()
    const cloud = await aCloud({ rateLimit, now: clock.now, readOnlyToken: 'look' })
    const ask = (token = cloud.token) => cloud.call('GET', '/v1/stats', { token })
    const within = [await ask(), await ask(), await ask()]

    clock.pass(299)
    const tooMany = await ask()
    clock.pass(150)
    const other = await ask('look')
    clock.pass(149.5)
    const last = await ask()
    clock.pass(0.5)
    const free = await ask()

    expect(within.map(answer => answer.headers.has('retry-after'))).toEqual([false, false, false])
    expect(tooMany.headers.get('retry-after')).toBe('300')
    expect(left(tooMany)).toBe('"default";r=0;t=300')
    expect(other).toMatchObject({ status: 429, code: 971 })
    expect(other.headers.get('retry-after')).toBe('150')
    expect(last.headers.get('retry-after')).toBe('1')
    expect(left(last)).toBe('"default";r=0;t=1')
    expect(free.status).toBe(200)
    expect(left(free)).toBe('"default";r=2;t=300')
  })

  it('are twelve hundred in five minutes', () => {
    const { clock, charge } = aCount()

    const allowed = Array.from({ length: 1200 }, (_, call) => {
      if (call % 200 === 0) clock.pass(1)
      return charge(call % 2 ? 'full' : 'look')
    })
    clock.pass(1)
    const tooMany = charge('look')

    expect(allowed.filter(({ refusal }) => refusal)).toEqual([])
    expect(tooMany.refusal).toMatchObject({ status: 429, retryAfterSeconds: 300 })
    expect(tooMany.headers['ratelimit-policy']).toBe('"burst";q=1200;w=300')
  })
})

describe('an address', () => {
  it('has two hundred calls a second, of which none over it counts for the user', () => {
    const { clock, charge } = aCount()

    const within = Array.from({ length: 200 }, () => charge('full'))
    const over = Array.from({ length: 50 }, () => charge('full'))
    const elsewhere = charge('full', { address: '127.0.0.2' })
    clock.pass(1)
    const later = charge('full')

    expect(within.at(-1)?.headers['ratelimit']).toBe('"default";r=1000;t=300')
    expect(over.map(({ refusal }) => refusal?.retryAfterSeconds)).toEqual(over.map(() => 1))
    expect(elsewhere.headers['ratelimit']).toBe('"default";r=999;t=300')
    expect(later.headers['ratelimit']).toBe('"default";r=998;t=299')
  })

  it('is also what calls without a known token count for, and nothing else', async () => {
    const cloud = await aCloud({ rateLimit, now: aClock().now })
    const ask = (token: string) => cloud.call('GET', '/v1/stats', { token })

    const unknown = [await ask('wrong'), await ask('wrong'), await ask('wrong'), await ask('wrong')]
    const known = await ask(cloud.token)

    expect(unknown.map(({ status, code }) => ({ status, code }))).toEqual(
      unknown.map(() => ({ status: 401, code: 10000 })),
    )
    expect(unknown.map(left).at(-1)).toBe('"default";r=196;t=1')
    expect(left(known)).toBe('"default";r=2;t=300')
  })
})

describe('the batch host', () => {
  it('has two hundred calls a second for each token, on no other budget', () => {
    const { clock, charge, aBatchToken } = aCount()
    const [one, other] = [aBatchToken(), aBatchToken()]
    const batch = { host: 'batch' as const }

    const ofOne = Array.from({ length: 200 }, () => charge(one, batch))
    const tooMany = charge(one, batch)
    const ofOther = Array.from({ length: 200 }, () => charge(other, batch))
    const own = charge('full')
    clock.pass(1)

    expect([...ofOne, ...ofOther].filter(({ refusal }) => refusal)).toEqual([])
    expect(ofOther.at(-1)?.headers).toEqual({ ratelimit: '"default";r=0;t=1', 'ratelimit-policy': '"burst";q=200;w=1' })
    expect(tooMany.refusal).toMatchObject({ status: 429, retryAfterSeconds: 1 })
    expect(own.headers['ratelimit']).toBe('"default";r=1199;t=300')
    expect(charge(one, batch).refusal).toBeUndefined()
    expect(charge('wrong', batch)).toEqual({ headers: {} })
  })
})

describe('what is no call of the API', () => {
  it('is not counted, and is there while calls are blocked', async () => {
    const cloud = await aCloud({ rateLimit: { quota: 2, windowSeconds: 300 }, now: aClock().now })
    const { id, uploadURL } = await cloud.reserve()
    await cloud.call('GET', '/v1/stats')
    const blocked = await cloud.call('GET', '/v1/stats')

    const upload = await send(uploadURL, photo)
    const delivery = await fetch(`${cloud.deliveryUrl}/${cloud.accountHash}/${id}/public`)

    expect(blocked.status).toBe(429)
    expect(upload.status).toBe(200)
    expect(left(upload)).toBeNull()
    expect(delivery.status).toBe(200)
    expect(left(delivery)).toBeNull()
  })

  it('nor are calls at all unless asked for', async () => {
    const cloud = await aCloud()

    const answer = await cloud.call('GET', '/v1/stats')

    expect(left(answer)).toBeNull()
    expect(answer.headers.has('ratelimit-policy')).toBe(false)
  })
})

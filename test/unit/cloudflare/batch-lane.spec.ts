import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import type { ImagesApi } from '../../../main/engine/ports.ts'
import type { Outcome } from '../../../preload/contract/index.ts'
import {
  accountId,
  bad,
  bodyOf,
  forEver,
  good,
  imageReply,
  order,
  say,
  startOddCloud,
  type OddCloud,
} from './odd-cloud.ts'

type World = {
  now: number
  /** What the account says when asked for a batch token. */
  token(response: ServerResponse): void
  /** What the batch host says to a call. */
  batch(response: ServerResponse): void
  /** What the account's own host says to anything else. */
  account(response: ServerResponse): void
}

const reserved = (response: ServerResponse) =>
  say(response, 200, good({ id: 'one', uploadURL: 'https://upload.imagedelivery.net/hash/one' }))
const grants = (lifetimeMs: number, world: () => World) => (response: ServerResponse) =>
  say(response, 200, good({ token: 'batch-token', expiresAt: new Date(world().now + lifetimeMs).toISOString() }))

async function aWorld(given: Partial<World>) {
  const world: World = {
    now: 1_800_000_000_000,
    token: response => say(response, 403, bad(10_000, 'no')),
    batch: reserved,
    account: reserved,
    ...given,
  }
  const cloud = await startOddCloud(
    (request: IncomingMessage, response) => {
      if (request.url?.startsWith('/images/') === true) return world.batch(response)
      if (request.url?.endsWith('/batch_token') === true) return world.token(response)
      return world.account(response)
    },
    { now: () => world.now },
  )
  return { world, cloud }
}

async function reserve(cloud: OddCloud, times: number) {
  for (let done = 0; done < times; done += 1)
    expect(await cloud.api.reserve(order, forEver())).toMatchObject({ ok: true })
}

const asked = (cloud: OddCloud, what: string) => cloud.asked.filter(line => line.includes(what)).length
const tokensAsked = (cloud: OddCloud) => asked(cloud, '/batch_token')
const onBatchHost = (cloud: OddCloud) => asked(cloud, 'POST /images/v2/direct_upload Bearer batch-token')

describe('the batch host', () => {
  it('is not asked for while there are few photos', async () => {
    const { cloud } = await aWorld({})
    await using _ = cloud

    await reserve(cloud, 19)

    expect(cloud.asked).toHaveLength(19)
    expect(tokensAsked(cloud)).toBe(0)
  })

  it('takes over once a run is under way, on its own budget', async () => {
    const { world, cloud } = await aWorld({})
    world.token = grants(3_600_000, () => world)
    await using _ = cloud
    await reserve(cloud, 20)

    await expect.poll(async () => (await reserve(cloud, 1), onBatchHost(cloud))).toBeGreaterThan(0)
    await reserve(cloud, 30)

    expect(onBatchHost(cloud)).toBeGreaterThanOrEqual(30)
    expect(tokensAsked(cloud)).toBe(1)
    expect(cloud.gate.admitted.slice(-30)).toEqual(Array.from({ length: 30 }, () => 'batch'))
  })

  it('is asked for once an hour where the account has none', async () => {
    const { world, cloud } = await aWorld({})
    await using _ = cloud

    await reserve(cloud, 60)
    world.now += 3_590_000
    await reserve(cloud, 30)
    expect(tokensAsked(cloud)).toBe(1)

    world.now += 12_000
    await reserve(cloud, 1)

    await expect.poll(() => tokensAsked(cloud)).toBe(2)
  })

  it('gets a new token before the old one ends', async () => {
    const { world, cloud } = await aWorld({})
    world.token = grants(3_600_000, () => world)
    await using _ = cloud
    await reserve(cloud, 20)
    await expect.poll(async () => (await reserve(cloud, 1), onBatchHost(cloud))).toBeGreaterThan(0)

    for (let minutes = 0; minutes < 54; minutes += 2) {
      world.now += 120_000
      await reserve(cloud, 1)
    }
    expect(tokensAsked(cloud)).toBe(1)
    world.now += 120_000
    const before = onBatchHost(cloud)
    await reserve(cloud, 1)

    expect(onBatchHost(cloud)).toBe(before + 1)
    await expect.poll(() => tokensAsked(cloud)).toBe(2)
  })

  it('is not asked for again by a call now and then', async () => {
    const { world, cloud } = await aWorld({})
    await using _ = cloud
    await reserve(cloud, 20)
    expect(tokensAsked(cloud)).toBe(1)

    for (let call = 0; call < 30; call += 1) {
      world.now += 600_000
      await reserve(cloud, 1)
    }

    expect(tokensAsked(cloud)).toBe(1)
  })

  it('is left at once when it refuses the token, and no photo waits for it', async () => {
    const { world, cloud } = await aWorld({ batch: response => say(response, 401, bad(10_000, 'no')) })
    world.token = grants(3_600_000, () => world)
    await using _ = cloud
    await reserve(cloud, 20)

    await expect.poll(async () => (await reserve(cloud, 1), onBatchHost(cloud))).toBe(1)
    await reserve(cloud, 30)

    expect(onBatchHost(cloud)).toBe(1)
    expect(tokensAsked(cloud)).toBe(1)
  })

  it('is asked for again when a token that worked is refused', async () => {
    const { world, cloud } = await aWorld({})
    world.token = grants(3_600_000, () => world)
    await using _ = cloud
    await reserve(cloud, 20)
    await expect.poll(async () => (await reserve(cloud, 1), onBatchHost(cloud))).toBeGreaterThan(0)

    world.batch = response => say(response, 403, { code: '103', message: 'forbidden endpoint' })
    await reserve(cloud, 1)
    world.batch = reserved
    await reserve(cloud, 1)

    await expect.poll(() => tokensAsked(cloud)).toBe(2)
  })

  it('hands its own 429 on', async () => {
    const { world, cloud } = await aWorld({})
    world.token = grants(3_600_000, () => world)
    await using _ = cloud
    await reserve(cloud, 20)
    await expect.poll(async () => (await reserve(cloud, 1), onBatchHost(cloud))).toBeGreaterThan(0)

    world.batch = response =>
      say(response, 429, bad(971, 'slow down'), { 'retry-after': '2', ratelimit: '"default";r=0;t=2' })

    expect(await cloud.api.reserve(order, forEver())).toEqual({
      ok: false,
      problem: { code: 'rate-limited', retryAfterMs: 2_000 },
    })
    expect(cloud.gate.observed.at(-1)).toEqual({ budget: 'batch', remaining: 0, resetMs: 2_000 })
  })
})

describe('calls about images', () => {
  type Call = (api: ImagesApi) => Promise<Outcome<unknown>>
  const page = good({ images: [], continuation_token: null })
  const calls: [string, Call, string, unknown][] = [
    ['details', api => api.ask('dunes/ü 1', forEver()), 'GET /images/v1/dunes%2F%C3%BC%201', imageReply('dunes/ü 1')],
    ['an edit', api => api.edit('one', { creator: 'ada' }, forEver()), 'PATCH /images/v1/one', imageReply('one')],
    [
      'a change of access',
      api => api.edit('one', { private: true }, forEver()),
      'PATCH /images/v1/one',
      imageReply('2'),
    ],
    ['an end', api => api.discard('one', forEver()), 'DELETE /images/v1/one', good({})],
    [
      'a list',
      api => api.list({ filters: [], order: 'newest', limit: 10 }, forEver()),
      'GET /images/v2?per_page=10&sort_order=desc',
      page,
    ],
  ]

  /** A world in which the batch host has taken over from reservations. */
  async function aRun(reply: unknown) {
    const { world, cloud } = await aWorld({ account: response => say(response, 200, reply) })
    world.token = grants(3_600_000, () => world)
    world.account = reserved
    await reserve(cloud, 20)
    await expect.poll(async () => (await reserve(cloud, 1), onBatchHost(cloud))).toBeGreaterThan(0)
    world.account = response => say(response, 200, reply)
    cloud.asked.length = 0
    return { world, cloud }
  }
  const everywhere = (cloud: OddCloud) => cloud.asked.map(line => line.replace(/ Bearer.*/, ''))

  it.each(calls)('take the batch host in a long run: %s', async (_what, call, path, reply) => {
    const { world, cloud } = await aRun(reply)
    await using _ = cloud
    world.batch = response => say(response, 200, reply)

    expect(await call(cloud.api)).toMatchObject({ ok: true })

    expect(cloud.asked).toEqual([`${path} Bearer batch-token`])
    expect(cloud.gate.admitted.at(-1)).toBe('batch')
  })

  it.each(calls)('open it by themselves: %s', async (_what, call, path, reply) => {
    const { world, cloud } = await aWorld({
      account: response => say(response, 200, reply),
      batch: response => say(response, 200, reply),
    })
    world.token = grants(3_600_000, () => world)
    await using _ = cloud

    for (let times = 0; times < 20; times += 1) expect(await call(cloud.api)).toMatchObject({ ok: true })

    await expect
      .poll(async () => (await call(cloud.api), asked(cloud, `${path} Bearer batch-token`)))
      .toBeGreaterThan(0)
  })

  it.each(
    calls.flatMap(([what, call, path, reply]) =>
      [401, 403, 404, 405].map(status => [what, status, call, path, reply] as const),
    ),
  )('fall back when it turns %s away with %i', async (_what, status, call, path, reply) => {
    const { world, cloud } = await aRun(reply)
    await using _ = cloud
    world.batch = response => say(response, status, { code: '103', message: 'forbidden endpoint' })

    expect(await call(cloud.api)).toMatchObject({ ok: true })
    expect(await call(cloud.api)).toMatchObject({ ok: true })

    const [first, ...others] = everywhere(cloud).filter(line => !line.includes('batch_token'))
    expect(first).toBe(path)
    expect(others.map(line => line.split(/[ ?]/)[0])).toEqual([path.split(' ')[0], path.split(' ')[0]])
    expect(others.every(line => line.includes(`/client/v4/accounts/${accountId}/images/`))).toBe(true)
  })

  it.each(calls.slice(0, 4))('believe it that an image is gone: %s', async (_what, call, path) => {
    const { world, cloud } = await aRun(null)
    await using _ = cloud
    world.batch = response => say(response, 404, 'ERROR 5404: image not found')

    const outcomes = [await call(cloud.api), await call(cloud.api)]

    expect(outcomes.map(outcome => outcome.ok || outcome.problem.code)).not.toContain('not-understood')
    expect(everywhere(cloud)).toEqual([path, path])
  })

  it.each(calls)('are not made twice when its answer is lost: %s', async (_what, call, path, reply) => {
    const { world, cloud } = await aRun(reply)
    await using _ = cloud
    world.batch = response => void response.socket?.destroy()

    expect(await call(cloud.api)).toMatchObject({ ok: false, problem: { code: 'line-cut' } })

    expect(everywhere(cloud)).toEqual([path])
  })

  it('carry a change whole', async () => {
    const { world, cloud } = await aRun(imageReply('one'))
    await using _ = cloud
    let body: Promise<string> = Promise.resolve('')
    world.batch = response => {
      body = bodyOf(response.req)
      say(response, 200, imageReply('one'))
    }

    await cloud.api.edit('one', { metadata: { rating: 5 }, creator: null, private: false }, forEver())

    expect(JSON.parse(await body)).toEqual({ metadata: { rating: 5 }, creator: null, requireSignedURLs: false })
  })
})

import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { bad, forEver, good, order, say, startOddCloud, type OddCloud } from './odd-cloud.ts'

type World = {
  now: number
  /** What the account says when asked for a batch token. */
  token(response: ServerResponse): void
  /** What the batch host says to a reservation. */
  batch(response: ServerResponse): void
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
    ...given,
  }
  const cloud = await startOddCloud(
    (request: IncomingMessage, response) => {
      if (request.url === '/images/v2/direct_upload') return world.batch(response)
      if (request.url?.endsWith('/batch_token') === true) return world.token(response)
      return reserved(response)
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
    world.now += 3_599_000
    await reserve(cloud, 10)
    expect(tokensAsked(cloud)).toBe(1)

    world.now += 2_000
    await reserve(cloud, 1)

    await expect.poll(() => tokensAsked(cloud)).toBe(2)
  })

  it('gets a new token before the old one ends', async () => {
    const { world, cloud } = await aWorld({})
    world.token = grants(3_600_000, () => world)
    await using _ = cloud
    await reserve(cloud, 20)
    await expect.poll(async () => (await reserve(cloud, 1), onBatchHost(cloud))).toBeGreaterThan(0)

    world.now += 3_600_000 - 240_000
    const before = onBatchHost(cloud)
    await reserve(cloud, 1)

    expect(onBatchHost(cloud)).toBe(before + 1)
    await expect.poll(() => tokensAsked(cloud)).toBe(2)
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

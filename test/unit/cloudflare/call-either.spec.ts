import { describe, expect, it } from 'vitest'
import { createBatchLane } from '../../../main/cloudflare/batch-lane.ts'
import { createCallApi, wholeAnswer } from '../../../main/cloudflare/call-api.ts'
import { createCallEither, type Ways } from '../../../main/cloudflare/call-either.ts'
import { officialClient } from '../../../main/cloudflare/official-client.ts'
import { openLines } from '../../../main/cloudflare/open-lines.ts'
import { forEver, good, rememberingGate, say, startOddCloud } from './odd-cloud.ts'

/** An account whose batch host is one where nobody listens. */
async function aWorld() {
  const cloud = await startOddCloud((request, response) =>
    say(
      response,
      200,
      good(request.url === '/token' ? { token: 'batch-token', expiresAt: '2100-01-01T00:00:00Z' } : {}),
    ),
  )
  const lines = openLines()
  const { gate, admitted } = rememberingGate()
  const callApi = createCallApi({ gate, profile: 'studio', token: 'right' })
  const client = officialClient(cloud.origin, 'right', lines, 1_000)
  const lane = createBatchLane({
    askToken: () => callApi('account', options => client.get('/token', options), wholeAnswer, forEver()),
    connect: token => officialClient('http://127.0.0.1:1', token, lines, 1_000),
    now: () => 1_800_000_000_000,
  })
  const ways: Ways = {
    onAccount: options => client.get('/image', options),
    onBatchHost: batch => options => batch.get('/image', options),
  }
  return {
    admitted,
    call: (given: Partial<Ways> = {}) => createCallEither(callApi, lane)({ ...ways, ...given }, forEver()),
    async [Symbol.asyncDispose]() {
      await lines.destroy()
      await cloud[Symbol.asyncDispose]()
    },
  }
}

describe('a batch host that cannot be reached', () => {
  it('costs one try, and no call', async () => {
    await using world = await aWorld()

    for (let times = 0; times < 60; times += 1) expect(await world.call()).toMatchObject({ ok: true })
    await expect.poll(async () => ((await world.call()).ok, world.admitted.includes('batch'))).toBe(true)
    for (let times = 0; times < 60; times += 1) expect(await world.call()).toMatchObject({ ok: true })

    expect(world.admitted.filter(budget => budget === 'batch')).toHaveLength(1)
  })

  it('is never tried with a call it does not take', async () => {
    await using world = await aWorld()

    for (let times = 0; times < 60; times += 1)
      expect(await world.call({ onBatchHost: null })).toMatchObject({ ok: true })

    expect(world.admitted).toEqual(Array.from({ length: 60 }, () => 'account'))
  })
})

import { describe, expect, it } from 'vitest'
import type { Fault } from '../../main/local-cloud/index.ts'
import { aWorld } from '../support/a-world.ts'

const names = Array.from({ length: 24 }, (_, index) => `photo-${String(index).padStart(2, '0')}.jpg`)

/** Chance that can be repeated. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
}

const storms: [string, Fault[]][] = [
  ['with 30 % of the replies lost', [{ kind: 'lose-reply', probability: 0.3 }]],
  ['with lines cut at random bytes', [{ kind: 'cut', probability: 0.4 }]],
  ['in a storm of 429 with Retry-After', [{ kind: 'rate-limit', probability: 0.4, retryAfter: 3 }]],
  ['in a storm of 429 that does not say how long', [{ kind: 'rate-limit', probability: 0.4 }]],
  ['in a storm of 5xx on both hosts', [{ kind: 'error', probability: 0.4, status: 503, on: 'all' }]],
  [
    'in all of it together',
    [
      { kind: 'lose-reply', probability: 0.15 },
      { kind: 'cut', probability: 0.15 },
      { kind: 'rate-limit', probability: 0.1 },
      { kind: 'error', probability: 0.15, status: 500, on: 'all' },
    ],
  ],
]

describe('on a bad line', () => {
  for (const [name, faults] of storms)
    it(`${name}, each photo arrives once`, async () => {
      await using world = await aWorld({ photos: names, cloud: { faults, random: seeded(42) } })

      await world.start()
      await world.settle()

      expect(world.delivered()).toEqual(names)
      expect(world.receipts()).toHaveLength(names.length)
      expect(world.ended.map(photo => photo.state)).toEqual(names.map(() => 'delivered'))
    })

  it('asks what arrived instead of sending again, when only the reply was lost', async () => {
    await using world = await aWorld({
      photos: ['dune.jpg'],
      cloud: { faults: [{ kind: 'lose-reply', probability: 1, times: 1 }] },
    })

    await world.start()
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg'])
    expect(world.cloud.calls()).toMatchObject({ 'POST upload': 1, 'GET image': 1 })
  })

  it('makes one API call per photo when all is well', async () => {
    await using world = await aWorld({ photos: names.slice(0, 10) })

    await world.start()
    await world.settle()

    expect(world.cloud.calls()).toEqual({ 'POST direct_upload': 10, 'POST upload': 10 })
  })

  it('sends through new upload links when the old ones expired in a pause', async () => {
    await using world = await aWorld({ photos: names })
    await world.engine.answers.setLimits({ bytesPerSecond: 20_000 })
    await world.start()
    await world.until(queue => queue.counts.sending >= 3)

    await world.engine.answers.pauseQueue({})
    const held = world.delivered().length
    world.clock.advance(7 * 3_600_000)
    await world.engine.answers.setLimits({ bytesPerSecond: null })
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(held).toBeLessThan(names.length)
    expect(world.delivered()).toEqual(names)
    expect(world.ended.filter(photo => photo.state === 'failed')).toEqual([])
  })
})

describe('without a line', () => {
  it('photos wait and say so, use up no try, and go on by themselves', async () => {
    await using world = await aWorld({ photos: names.slice(0, 6) })
    const { port } = world.cloud
    await world.cloud.close()
    await world.start()
    await world.until(queue => queue.closed.length > 0)
    const closed = (await world.queue()).closed
    await world.until(() => false, 600_000).catch(() => {})
    expect(closed[0]?.because.code).toBe('offline')
    expect(world.jobs().map(job => job.attempts)).toEqual(names.slice(0, 6).map(() => 0))
    expect(world.ended).toEqual([])

    await world.openCloud()
    await world.settle()

    expect(world.cloud.port).toBe(port)
    expect(world.delivered()).toEqual(names.slice(0, 6))
  })
})

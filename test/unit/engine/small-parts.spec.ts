import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createBacklog } from '../../../main/engine/backlog.ts'
import { createBatches } from '../../../main/engine/batches.ts'
import { placeOf } from '../../../main/engine/candidate.ts'
import { createFeed } from '../../../main/engine/feed.ts'
import { createProgressMeter } from '../../../main/engine/progress.ts'
import { recover } from '../../../main/engine/recover.ts'
import { stallGuard } from '../../../main/engine/stall-guard.ts'
import { aJob, aReservation } from '../../support/a-job.ts'
import { VirtualClock } from '../../support/virtual-clock.ts'

describe('the backlog', () => {
  it('gives everything back in order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), numbers => {
        const backlog = createBacklog<number>((a, b) => a - b)
        for (const number of numbers) backlog.push(number)

        const out = numbers.map(() => backlog.pop())

        expect(out).toEqual(numbers.toSorted((a, b) => a - b))
        expect(backlog.pop()).toBeUndefined()
      }),
    )
  })
})

describe('a place in line', () => {
  const at = (path: string, mtimeMs: number) => ({ path, size: 1, mtimeMs })

  it('sorts newest first, oldest first, or by name', () => {
    const old = at('/b.jpg', 1_000)
    const young = at('/A.jpg', 2_000.5)

    expect(placeOf('newest', young) < placeOf('newest', old)).toBe(true)
    expect(placeOf('oldest', old) < placeOf('oldest', young)).toBe(true)
    expect(placeOf('name', young) < placeOf('name', old)).toBe(true)
  })
})

describe('a batch', () => {
  it('ends once, when all it listed have ended', () => {
    const ended: [string, number][] = []
    const batches = createBatches(
      () => 'batch',
      (batch, ignored) => ended.push([batch, ignored]),
    )
    const batch = batches.begin()
    batches.join(batch, 'a')
    batches.join(batch, 'b')
    batches.passOver(batch, 3)

    batches.end('a')
    batches.close(batch)
    expect(ended).toEqual([])
    batches.end('b')
    batches.end('b')

    expect(ended).toEqual([['batch', 3]])
  })

  it('follows a photo that was renamed', () => {
    const ended: string[] = []
    const batches = createBatches(
      () => 'batch',
      batch => ended.push(batch),
    )
    const batch = batches.begin()
    batches.join(batch, 'old')
    batches.close(batch)

    batches.rename('old', 'new')
    expect(ended).toEqual([])
    batches.end('new')

    expect(ended).toEqual(['batch'])
  })
})

describe('the feed', () => {
  it('numbers what it tells and lets a reader catch up, or says that it cannot', () => {
    const feed = createFeed(() => {})
    for (let i = 0; i < 10_000; i++) feed.tell({ kind: 'profileRemoved', profile: 'x' })

    expect(feed.since(9_998)?.map(event => event.revision)).toEqual([9_999, 10_000])
    expect(feed.since(10_000)).toEqual([])
    expect(feed.since(3)).toBeNull()
  })

  it('goes on when one reader fails', () => {
    const errors: unknown[] = []
    const heard: number[] = []
    const feed = createFeed(error => errors.push(error))
    feed.listen(() => {
      throw new Error('reader')
    })
    feed.listen(event => heard.push(event.revision))

    feed.tell({ kind: 'profileRemoved', profile: 'x' })

    expect(heard).toEqual([1])
    expect(errors).toHaveLength(1)
  })
})

describe('progress', () => {
  it('is told at most ten times a second, with a speed once it can be trusted', () => {
    const clock = new VirtualClock()
    const flushed: number[] = []
    const meter = createProgressMeter(clock, moved => flushed.push(moved.length))
    const job = aJob('dune', { stamp: { path: '/dune.jpg', size: 1_000_000, mtimeMs: 0 } })

    for (let ms = 0; ms < 2_000; ms++) {
      meter.moved(job, ms * 500)
      clock.advance(1)
    }

    expect(flushed.length).toBeLessThanOrEqual(20)
    expect(meter.speed()).toBeGreaterThan(450_000)
    expect(meter.speed()).toBeLessThan(550_000)
  })
})

describe('recovering a job found half-way', () => {
  it('asks first where a reservation is held, else lines up again', () => {
    const reservation = aReservation('i')
    const after = (state: Parameters<typeof aJob>[1]) => recover(aJob('dune', state), 5_000).state.kind

    expect(after({ state: { kind: 'reserving' } })).toBe('queued')
    expect(recover(aJob('dune', { state: { kind: 'sending', reservation } }), 5_000).state).toMatchObject({
      kind: 'waiting',
      until: 5_000,
      reservation,
    })
    expect(after({ state: { kind: 'confirming', reservation } })).toBe('waiting')
    expect(after({ state: { kind: 'paused', reservation } })).toBe('paused')
    expect(after({ state: { kind: 'cancelled' } })).toBe('cancelled')
  })
})

describe('the stall guard', () => {
  it('gives up on silence, never on slowness', () => {
    const clock = new VirtualClock()
    using guard = stallGuard(clock, 30_000)

    for (let i = 0; i < 100; i++) {
      clock.advance(29_000)
      guard.moved()
    }
    expect(guard.signal.aborted).toBe(false)
    clock.advance(30_000)

    expect(guard.signal.aborted).toBe(true)
    expect(guard.signal.reason).toEqual({ code: 'stalled', quietMs: 30_000 })
  })

  it('leaves no timer behind', () => {
    const clock = new VirtualClock()
    {
      using _ = stallGuard(clock, 30_000)
    }

    expect(clock.nextDue()).toBeUndefined()
  })
})

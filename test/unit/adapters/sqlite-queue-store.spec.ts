import { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JobState, UploadJob } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../../main/engine/ports.ts'
import { aStore } from './open-store.ts'
import { offline, sampleJob, sampleReservation, sha256Of, waitingUntil } from './sample-job.ts'

const numbers = (jobs: Iterable<UploadJob>) => [...jobs].map(job => job.createdAt)
const none: ReadonlySet<string> = new Set()

function everyPage(store: QueueStore, choice: Omit<Parameters<QueueStore['jobs']['page']>[0], 'after'>): UploadJob[] {
  const found: UploadJob[] = []
  let after: string | undefined
  for (;;) {
    const page = store.jobs.page({ ...choice, after })
    found.push(...page.rows)
    if (page.next === null) return found
    after = page.next
  }
}

describe('a saved job', () => {
  const states: JobState[] = [
    { kind: 'queued' },
    { kind: 'preparing' },
    { kind: 'reserving' },
    { kind: 'sending', reservation: sampleReservation },
    { kind: 'confirming', reservation: sampleReservation },
    { kind: 'waiting', until: 12.5, because: offline, reservation: sampleReservation },
    waitingUntil(99),
    { kind: 'paused', reservation: null },
    { kind: 'delivered', imageId: 'image-1', at: 7 },
    { kind: 'failed', because: { code: 'photo-gone', path: '/p' }, reservation: null },
    { kind: 'cancelled' },
  ]

  it.each(states)('comes back as it was after a restart: $kind', state => {
    using home = aStore()
    const job = sampleJob(1, { folder: null, priority: 3, place: '0007', attempts: 2, state })

    home.store.jobs.save(job)

    expect(home.reopen().jobs.get(job.id)).toEqual(job)
  })

  it('is replaced when saved again', () => {
    using home = aStore()
    home.store.jobs.save(sampleJob(1))

    const moved = sampleJob(1, { priority: 5, state: { kind: 'sending', reservation: sampleReservation } })
    home.store.jobs.save(moved)

    expect(home.store.jobs.get(moved.id)).toEqual(moved)
    expect(everyPage(home.store, { limit: 10 })).toHaveLength(1)
  })
})

describe('the job of a path or of bytes', () => {
  it('is the newest that is not delivered, even failed or cancelled', () => {
    using home = aStore()
    const { jobs } = home.store
    const stamp = sampleJob(1).stamp
    const sha256 = sha256Of(1)
    jobs.save(sampleJob(1, { stamp, sha256, state: { kind: 'cancelled' } }))
    jobs.save(sampleJob(2, { stamp, sha256, state: { kind: 'failed', because: offline, reservation: null } }))
    jobs.save(sampleJob(3, { stamp, sha256, state: { kind: 'delivered', imageId: 'i', at: 1 } }))
    jobs.save(sampleJob(4, { stamp, sha256, profile: 'other' }))

    expect(jobs.ofPath('studio', stamp.path)?.createdAt).toBe(2)
    expect(jobs.ofBytes('studio', sha256)?.createdAt).toBe(2)
    expect(jobs.ofBytes('other', sha256)?.createdAt).toBe(4)
    expect(jobs.ofPath('studio', '/nowhere')).toBeUndefined()
  })
})

describe('the head of the line', () => {
  it('goes by priority, then place, then age, over all profiles, with what came due', () => {
    using home = aStore()
    const { jobs } = home.store
    jobs.save(sampleJob(1, { place: 'b' }))
    jobs.save(sampleJob(2, { place: 'a', profile: 'other' }))
    jobs.save(sampleJob(3, { place: 'a', state: waitingUntil(100) }))
    jobs.save(sampleJob(4, { priority: 9, state: waitingUntil(200) }))
    jobs.save(sampleJob(5, { priority: 1 }))
    jobs.save(sampleJob(6, { state: { kind: 'paused', reservation: null } }))

    expect(numbers(jobs.startable(10, 99, [], none))).toEqual([5, 2, 1])
    expect(numbers(jobs.startable(10, 100, [], none))).toEqual([5, 2, 3, 1])
    expect(numbers(jobs.startable(2, 200, [], none))).toEqual([4, 5])
  })

  it('leaves out closed profiles and those to be skipped, and still fills the limit', () => {
    using home = aStore()
    const { jobs } = home.store
    for (let number = 1; number <= 20; number += 1)
      jobs.save(sampleJob(number, { profile: number % 2 === 0 ? 'even' : 'odd' }))

    const skip = new Set([sampleJob(1).id, sampleJob(5).id])

    expect(numbers(jobs.startable(3, 0, ['even'], skip))).toEqual([3, 7, 9])
    expect(jobs.startable(3, 0, ['even', 'odd'], none)).toEqual([])
  })

  it('lets a due job wait again when the clock is set back', () => {
    using home = aStore()
    const { jobs } = home.store
    jobs.save(sampleJob(1, { state: waitingUntil(100) }))

    expect(jobs.startable(1, 150, [], none)).toHaveLength(1)

    expect(jobs.startable(1, 50, [], none)).toEqual([])
    expect(jobs.nextDue(50)).toBe(100)
  })

  it('knows when the next one is due', () => {
    using home = aStore()
    const { jobs } = home.store
    expect(jobs.nextDue(0)).toBeNull()

    jobs.save(sampleJob(1, { state: waitingUntil(100) }))
    jobs.save(sampleJob(2, { state: waitingUntil(300) }))

    expect(jobs.nextDue(50)).toBe(100)
    expect(jobs.nextDue(100)).toBe(300)
    expect(jobs.nextDue(300)).toBeNull()
  })

  it('makes those due that wait for one of the reasons told', () => {
    using home = aStore()
    const { jobs } = home.store
    jobs.save(sampleJob(1, { state: waitingUntil(1_000) }))
    jobs.save(sampleJob(2, { state: waitingUntil(1_000, { code: 'rate-limited', retryAfterMs: null }) }))
    jobs.save(sampleJob(3, { state: waitingUntil(1_000, { code: 'line-cut', detail: '' }) }))
    jobs.save(sampleJob(4, { profile: 'other', state: waitingUntil(1_000) }))

    expect(jobs.makeDue('studio', ['offline', 'rate-limited'], 10)).toBe(2)

    expect(numbers(jobs.startable(10, 10, [], none))).toEqual([1, 2])
    expect(jobs.get(sampleJob(1).id)?.state).toEqual(waitingUntil(10))
  })
})

describe('all jobs in some states', () => {
  it('come oldest first, each as it is when its turn comes, though they change meanwhile', () => {
    using home = aStore()
    const { jobs } = home.store
    home.store.transaction('soon', () => {
      for (let number = 1; number <= 1_203; number += 1)
        jobs.save(sampleJob(number, { profile: number % 3 === 0 ? 'third' : 'studio' }))
    })
    const seen: number[] = []

    for (const job of jobs.inStates(['queued', 'paused'])) {
      seen.push(job.createdAt)
      jobs.save({ ...job, state: { kind: 'paused', reservation: null } })
      if (job.createdAt === 10) jobs.save(sampleJob(11, { state: { kind: 'cancelled' } }))
    }

    expect(seen).toEqual([...Array(1_203).keys()].map(index => index + 1).filter(number => number !== 11))
  })
})

describe('a page of jobs', () => {
  const kindOf = (number: number): JobState => {
    if (number % 4 === 1) return { kind: 'delivered', imageId: 'i', at: 1 }
    return number % 4 === 2 ? waitingUntil(5) : { kind: 'queued' }
  }

  it('walks the unfinished in queue order and everything else newest first, each exactly once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ priority: fc.integer({ min: -2, max: 2 }), place: fc.constantFrom('', 'a', 'ä', '𝒶') }), {
          maxLength: 40,
        }),
        fc.integer({ min: 1, max: 7 }),
        (wishes, limit) => {
          using home = aStore()
          const jobs = wishes.map((wish, index) =>
            sampleJob(index, { ...wish, state: kindOf(index), profile: index % 3 === 0 ? 'other' : 'studio' }),
          )
          for (const job of jobs) home.store.jobs.save(job)

          const inLine = everyPage(home.store, { kinds: ['queued', 'waiting'], limit })
          const newest = everyPage(home.store, { limit })
          const delivered = everyPage(home.store, { kinds: ['delivered'], profile: 'studio', limit })

          expect(numbers(inLine)).toEqual(numbers(jobs.filter(job => job.state.kind !== 'delivered').sort(byTurn)))
          expect(numbers(newest)).toEqual(numbers(jobs).toReversed())
          expect(numbers(delivered)).toEqual(
            numbers(jobs.filter(job => job.state.kind === 'delivered' && job.profile === 'studio')).toReversed(),
          )
        },
      ),
      { numRuns: 25 },
    )
  })

  it('begins at the first page when the cursor is garbled or of another order', () => {
    using home = aStore()
    for (let number = 1; number <= 5; number += 1) home.store.jobs.save(sampleJob(number))
    const foreign = home.store.jobs.page({ limit: 2 }).next ?? ''

    expect(numbers(home.store.jobs.page({ kinds: ['queued'], after: foreign, limit: 2 }).rows)).toEqual([1, 2])
    expect(numbers(home.store.jobs.page({ kinds: ['queued'], after: '%%', limit: 2 }).rows)).toEqual([1, 2])
  })

  it('of no states is empty', () => {
    using home = aStore()
    home.store.jobs.save(sampleJob(1))

    expect(home.store.jobs.page({ kinds: [], limit: 5 })).toEqual({ rows: [], next: null })
  })
})

function byTurn(one: UploadJob, other: UploadJob): number {
  return (
    other.priority - one.priority ||
    Buffer.compare(Buffer.from(one.place), Buffer.from(other.place)) ||
    one.createdAt - other.createdAt
  )
}

describe('a transaction', () => {
  it('is all or nothing, counters and settings copy included', () => {
    using home = aStore()
    const { store } = home

    const broken = () =>
      store.transaction('durable', () => {
        store.jobs.save(sampleJob(1))
        store.transaction('soon', () => store.jobs.save(sampleJob(2)))
        throw new Error('no')
      })

    expect(broken).toThrow('no')
    expect(store.jobs.counts().queued).toBe(0)
    expect(store.jobs.page({ limit: 5 }).rows).toEqual([])
  })

  it('joins the one around it, and gives back what it made', () => {
    using home = aStore()
    const { store } = home

    const made = store.transaction('soon', () => {
      store.transaction('durable', () => store.jobs.save(sampleJob(1)))
      return store.jobs.counts().queued
    })

    expect(made).toBe(1)
    expect(home.reopen().jobs.counts().queued).toBe(1)
  })
})

describe('the counters', () => {
  it('agree with the rows whatever was saved, changed, rolled back and reopened', () => {
    using home = aStore()
    const states = [{ kind: 'queued' }, { kind: 'cancelled' }, waitingUntil(4)] as const
    for (let step = 0; step < 300; step += 1) {
      const { store } = home
      const number = (step * 7) % 31
      const change = () =>
        store.transaction('soon', () => {
          const state = states[step % states.length] ?? { kind: 'queued' }
          store.jobs.save(sampleJob(number, { state, stamp: { ...sampleJob(number).stamp, size: step } }))
          if (step % 5 === 0) throw new Error('no')
        })
      if (step % 5 === 0) expect(change).toThrow('no')
      else change()
    }

    const store = home.reopen()
    using rows = new DatabaseSync(home.file)
    const counted = rows.prepare('SELECT kind, count(*) AS jobs FROM jobs GROUP BY kind').all()
    const bytes = rows.prepare(`SELECT sum(size) AS bytes FROM jobs WHERE kind <> 'cancelled'`).get()

    const expected = Object.fromEntries(counted.map(row => [String(row['kind']), row['jobs']]))
    expect(store.jobs.counts()).toMatchObject({ delivered: 0, sending: 0, ...expected })
    expect(store.jobs.bytesLeft()).toBe(bytes?.['bytes'])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JobId, JobState, UploadJob } from '../../../preload/contract/index.ts'
import { mayMove } from '../../../main/engine/move.ts'
import {
  compareJobs,
  emptyQueue,
  headOfLine,
  isActive,
  isEnded,
  isStartable,
  type Queue,
  type QueueEvent,
  reservationOf,
} from '../../../main/engine/queue.ts'
import { reduce } from '../../../main/engine/queue-reducer.ts'
import { recover } from '../../../main/engine/recover.ts'
import { aJob, aReservation } from '../../support/a-job.ts'

/** The reducer with a store beside it, the way the uploader keeps them: saved first, loaded when asked. */
class Model {
  queue: Queue = { ...emptyQueue, slots: 3 }
  readonly store = new Map<JobId, UploadJob>()
  readonly broken: string[] = []
  now = 0

  tell(event: QueueEvent): void {
    const activeBefore = [...this.queue.jobs.values()].filter(isActive).length
    const { queue, changed, effects } = reduce(this.queue, event)
    for (const job of changed) {
      const before = this.store.get(job.id)
      const isNewBytes = event.kind === 'accepted' && event.job.id === job.id
      const isSameStep = before?.state.kind === job.state.kind
      // Reducing may take two steps at once (queued, then started): each of them must be legal.
      const twoSteps = before !== undefined && mayMove(before.state.kind, 'queued') && mayMove('queued', job.state.kind)
      if (
        before !== undefined &&
        !isNewBytes &&
        !isSameStep &&
        !mayMove(before.state.kind, job.state.kind) &&
        !twoSteps
      )
        this.broken.push(`${job.id}: ${before.state.kind} → ${job.state.kind}`)
      if (before?.state.kind === 'staged' && !isNewBytes && !frees(event, job))
        this.broken.push(`${job.id}: ${event.kind} started what waits for a word`)
      this.store.set(job.id, job)
    }
    const started = effects.filter(effect => effect.kind === 'deliver').length
    const active = [...queue.jobs.values()].filter(isActive).length
    if (started > 0 && active > queue.slots) this.broken.push(`${active} active in ${queue.slots} slots`)
    if (started > 0 && queue.paused) this.broken.push('started while paused')
    if (active > activeBefore + started) this.broken.push('active without being started')
    if ([...queue.jobs.values()].filter(isStartable).length > headOfLine)
      this.broken.push('more in memory than the head of the line')
    for (const job of queue.jobs.values())
      if (this.store.get(job.id) !== job) this.broken.push(`${job.id} in play but not saved so`)
    this.queue = queue
    if (effects.some(effect => effect.kind === 'load')) this.load()
  }

  load(): void {
    const due = [...this.store.values()]
      .filter(job => isStartable(job) && !this.queue.jobs.has(job.id) && !this.queue.closed.has(job.profile))
      .filter(job => job.state.kind !== 'waiting' || job.state.until <= this.now)
      .toSorted(compareJobs)
      .slice(0, headOfLine)
    this.tell({ kind: 'loaded', jobs: due, beyond: due.length === headOfLine })
  }

  crash(): void {
    this.queue = { ...emptyQueue, slots: 3 }
    for (const [id, job] of this.store) this.store.set(id, recover(job, this.now))
    this.tell({ kind: 'ticked', now: this.now })
  }
}

/** Nothing but a word about this very photo moves what is staged. */
const frees = (event: QueueEvent, { id, state }: UploadJob) =>
  state.kind === 'staged' || ((event.kind === 'jobResumed' || event.kind === 'cancelled') && event.job.id === id)

type Action = (model: Model) => void
const pick = (jobs: Iterable<UploadJob>, at: number): UploadJob | undefined =>
  [...jobs].at(at % Math.max(1, [...jobs].length))
const inPlay = (model: Model, kinds: string[]) =>
  [...model.queue.jobs.values()].filter(job => kinds.includes(job.state.kind))

const at = fc.nat(10_000)
const onStored = (event: (job: UploadJob, model: Model) => QueueEvent): fc.Arbitrary<Action> =>
  at.map(n => model => {
    const job = pick(model.store.values(), n)
    if (job !== undefined) model.tell(event(job, model))
  })
const onActive = (kinds: string[], event: (job: UploadJob, model: Model) => QueueEvent): fc.Arbitrary<Action> =>
  at.map(n => model => {
    const job = pick(inPlay(model, kinds), n)
    if (job !== undefined) model.tell(event(job, model))
  })

let made = 0
const accept: fc.Arbitrary<Action> = fc
  .record({
    priority: fc.nat(2),
    place: fc.nat(50),
    profile: fc.constantFrom('a', 'b'),
    state: fc.constantFrom<JobState>({ kind: 'queued' }, { kind: 'queued' }, { kind: 'staged', batch: 'sheet' }),
  })
  .map(({ place, ...rest }) => model => {
    const job = aJob(`j${made++}`, { place: String(place), ...rest })
    model.tell({ kind: 'accepted', job, replaces: null })
  })
const many: fc.Arbitrary<Action> = fc.constant(model => {
  for (let i = 0; i < headOfLine + 20; i++) model.tell({ kind: 'accepted', job: aJob(`j${made++}`), replaces: null })
})

const actions: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: accept },
  { weight: 1, arbitrary: many },
  {
    weight: 6,
    arbitrary: onActive(['reserving'], job => ({
      kind: 'reserved',
      id: job.id,
      reservation: aReservation(`i-${job.id}`),
    })),
  },
  { weight: 5, arbitrary: onActive(['sending'], job => ({ kind: 'sent', id: job.id })) },
  {
    weight: 5,
    arbitrary: onActive(['confirming', 'sending', 'reserving'], (job, model) => ({
      kind: 'delivered',
      id: job.id,
      imageId: `i-${job.id}`,
      at: model.now,
    })),
  },
  { weight: 2, arbitrary: onActive(['confirming'], job => ({ kind: 'foundMissing', id: job.id })) },
  {
    weight: 4,
    arbitrary: fc.tuple(at, fc.boolean(), fc.boolean()).map(([n, keeps, forGood]) => (model: Model) => {
      const job = pick(inPlay(model, ['reserving', 'sending', 'confirming']), n)
      if (job === undefined) return
      const retryAt = forGood ? null : model.now + (n % 50)
      model.tell({
        kind: 'stumbled',
        id: job.id,
        because: { code: 'line-cut', detail: '' },
        retryAt,
        counts: true,
        keepsReservation: keeps,
      })
    }),
  },
  { weight: 2, arbitrary: onStored(job => ({ kind: 'jobPaused', job })) },
  { weight: 2, arbitrary: onStored((job, model) => ({ kind: 'jobResumed', job, now: model.now })) },
  { weight: 2, arbitrary: onStored(job => ({ kind: 'cancelled', job })) },
  { weight: 2, arbitrary: onStored((job, model) => ({ kind: 'retried', job, now: model.now })) },
  { weight: 1, arbitrary: onStored(job => ({ kind: 'prioritised', job, priority: 5 })) },
  {
    weight: 1,
    arbitrary: onStored(job => ({ kind: 'refused', job, because: { code: 'account-full', profile: job.profile } })),
  },
  {
    weight: 1,
    arbitrary: onStored(job => ({
      kind: 'restamped',
      job,
      stamp: { ...job.stamp, mtimeMs: job.stamp.mtimeMs + 1 },
      name: job.name,
    })),
  },
  {
    weight: 1,
    arbitrary: onStored(job =>
      job.state.kind === 'delivered'
        ? { kind: 'queueResumed' }
        : { kind: 'accepted', job: { ...job, sha256: 'f'.repeat(64), state: { kind: 'queued' } }, replaces: job },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Action>(
      m => m.tell({ kind: 'queuePaused', now: m.now }),
      m => m.tell({ kind: 'queueResumed' }),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 0, max: 6 }).map(slots => (m: Model) => m.tell({ kind: 'slotsChanged', slots })),
  },
  {
    weight: 1,
    arbitrary: fc.nat(60).map(
      ms => (m: Model) =>
        m.tell({
          kind: 'accountClosed',
          account: { profile: 'a', until: m.now + ms, because: { code: 'offline', host: 'h' } },
        }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.nat(40).map(ms => (m: Model) => {
      m.now += ms
      m.tell({ kind: 'ticked', now: m.now })
    }),
  },
  { weight: 1, arbitrary: fc.constant<Action>(m => m.crash()) },
)

describe('the queue, over any sequence of events', () => {
  it('takes no illegal step, starts no more than its slots, and keeps in memory only what matters', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 120 }), sequence => {
        const model = new Model()

        for (const action of sequence) action(model)

        expect(model.broken).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('loses no job: in the end each is delivered, failed or cancelled', () => {
    fc.assert(
      fc.property(fc.array(actions, { maxLength: 80 }), sequence => {
        const model = new Model()
        for (const action of sequence) action(model)
        const known = [...model.store.keys()]

        runToTheEnd(model)

        expect([...model.store.keys()]).toEqual(known)
        expect([...model.store.values()].filter(job => !isEnded(job))).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

function runToTheEnd(model: Model): void {
  model.tell({ kind: 'slotsChanged', slots: 4 })
  model.tell({ kind: 'queueResumed' })
  for (const job of [...model.store.values()]) model.tell({ kind: 'jobResumed', job, now: model.now })
  for (let round = 0; round < 10_000; round++) {
    const active = inPlay(model, ['preparing', 'reserving', 'sending', 'confirming'])
    if (active.length === 0) {
      if ([...model.store.values()].every(isEnded)) return
      model.now += 100
      model.tell({ kind: 'ticked', now: model.now })
      continue
    }
    for (const job of active) model.tell({ kind: 'delivered', id: job.id, imageId: `i-${job.id}`, at: model.now })
  }
}

describe('the queue', () => {
  it('sends the best placed first', () => {
    const model = new Model()
    model.tell({ kind: 'queuePaused', now: 0 })
    model.tell({ kind: 'accepted', job: aJob('late', { place: '9' }), replaces: null })
    model.tell({ kind: 'accepted', job: aJob('early', { place: '1' }), replaces: null })
    model.tell({ kind: 'accepted', job: aJob('urgent', { place: '5', priority: 1 }), replaces: null })
    model.tell({ kind: 'slotsChanged', slots: 2 })

    model.tell({ kind: 'queueResumed' })

    expect(
      inPlay(model, ['reserving'])
        .map(job => job.id)
        .toSorted(),
    ).toEqual(['early', 'urgent'])
  })

  it('asks for the image first when a reservation has an unknown fate', () => {
    const model = new Model()
    model.tell({ kind: 'accepted', job: aJob('dune'), replaces: null })
    model.tell({ kind: 'reserved', id: 'dune', reservation: aReservation('i-dune') })

    model.crash()

    expect(model.store.get('dune')?.state).toEqual({ kind: 'confirming', reservation: aReservation('i-dune') })
  })

  it('keeps the reservation of a failed photo, so that a retry by hand asks first too', () => {
    const model = new Model()
    model.tell({ kind: 'accepted', job: aJob('dune'), replaces: null })
    model.tell({ kind: 'reserved', id: 'dune', reservation: aReservation('i-dune') })
    model.tell({
      kind: 'stumbled',
      id: 'dune',
      because: { code: 'line-cut', detail: '' },
      retryAt: null,
      counts: true,
      keepsReservation: true,
    })
    const failed = model.store.get('dune') as UploadJob
    expect(reservationOf(failed)?.imageId).toBe('i-dune')

    model.tell({ kind: 'retried', job: failed, now: 0 })

    expect(model.store.get('dune')?.state.kind).toBe('confirming')
  })

  it('clears away what was reserved for a cancelled photo', () => {
    const model = new Model()
    model.tell({ kind: 'accepted', job: aJob('dune'), replaces: null })
    model.tell({ kind: 'reserved', id: 'dune', reservation: aReservation('i-dune') })

    const { effects } = reduce(model.queue, { kind: 'cancelled', job: aJob('dune') })

    expect(effects.map(effect => effect.kind)).toEqual(expect.arrayContaining(['abort', 'discard']))
  })

  it('lets everyone of an account wait while it is closed, and others go on', () => {
    const model = new Model()
    model.tell({
      kind: 'accountClosed',
      account: { profile: 'a', until: 500, because: { code: 'rate-limited', retryAfterMs: 500 } },
    })
    model.tell({ kind: 'accepted', job: aJob('mine', { profile: 'a' }), replaces: null })
    model.tell({ kind: 'accepted', job: aJob('other', { profile: 'b' }), replaces: null })
    expect(model.store.get('mine')?.state.kind).toBe('queued')
    expect(model.store.get('other')?.state.kind).toBe('reserving')

    model.now = 500
    model.tell({ kind: 'ticked', now: 500 })

    expect(model.store.get('mine')?.state.kind).toBe('reserving')
  })
})

import type { ClosedAccount, JobId, ProfileName, UploadJob } from '../../preload/contract/index.ts'
import { move } from './move.ts'
import {
  compareJobs,
  type Effect,
  headOfLine,
  isActive,
  isEnded,
  isStartable,
  type Queue,
  type QueueEvent,
  type Reduced,
  reservationOf,
} from './queue.ts'

/** Pure: the same queue and event give the same answer. The uploader saves what changed, then performs the effects. */
export function reduce(queue: Queue, event: QueueEvent): Reduced {
  const step = new Step(queue)
  apply(step, event)
  step.startDue()
  return step.done()
}

function apply(step: Step, event: QueueEvent): void {
  switch (event.kind) {
    case 'accepted':
      if (event.replaces !== null) step.abandon(step.latest(event.replaces))
      return step.put(event.job)
    case 'restamped': {
      const job = step.latest(event.job)
      if (!isActive(job)) step.put({ ...job, stamp: event.stamp, name: event.name })
      return
    }
    case 'loaded':
      step.beyond = event.beyond
      for (const job of event.jobs) if (!step.jobs.has(job.id) && isStartable(job)) step.jobs.set(job.id, job)
      return
    case 'reserved':
      return step.put(move(step.get(event.id), { kind: 'sending', reservation: event.reservation }))
    case 'sent': {
      const job = step.get(event.id)
      if (job.state.kind !== 'sending') throw new Error(`Job ${job.id} was sent while ${job.state.kind}`)
      return step.put(move(job, { kind: 'confirming', reservation: job.state.reservation }))
    }
    case 'foundMissing':
      return step.put(move(step.get(event.id), { kind: 'reserving' }))
    case 'delivered':
      return step.put(move(step.get(event.id), { kind: 'delivered', imageId: event.imageId, at: event.at }))
    case 'stumbled': {
      const job = step.get(event.id)
      const reservation = event.keepsReservation ? reservationOf(job) : null
      if (!event.keepsReservation) step.discard(job)
      const tried = event.counts ? { ...job, attempts: job.attempts + 1 } : job
      const state =
        event.retryAt === null
          ? ({ kind: 'failed', because: event.because, reservation } as const)
          : ({ kind: 'waiting', until: event.retryAt, because: event.because, reservation } as const)
      return step.put(move(tried, state))
    }
    case 'refused': {
      const job = step.latest(event.job)
      if (isStartable(job))
        step.put(move(job, { kind: 'failed', because: event.because, reservation: reservationOf(job) }))
      return
    }
    case 'ticked':
      for (const account of step.queue.closed.values()) if (account.until <= event.now) step.open(account.profile)
      // Waiting jobs that came due stand in the store.
      step.beyond = true
      return
    case 'queuePaused':
      step.paused = true
      for (const job of step.active()) {
        step.effects.push({ kind: 'abort', id: job.id })
        step.put(
          move(job, {
            kind: 'waiting',
            until: event.now,
            because: { code: 'interrupted' },
            reservation: reservationOf(job),
          }),
        )
      }
      return
    case 'queueResumed':
      step.paused = false
      step.beyond = true
      return
    case 'jobPaused': {
      const job = step.latest(event.job)
      if (job.state.kind === 'paused' || job.state.kind === 'staged' || isEnded(job)) return
      if (isActive(job)) step.effects.push({ kind: 'abort', id: job.id })
      return step.put(move(job, { kind: 'paused', reservation: reservationOf(job) }))
    }
    case 'jobResumed': {
      const job = step.latest(event.job)
      if (job.state.kind === 'paused' || job.state.kind === 'staged') step.put(ready(job, event.now))
      return
    }
    case 'jobOrdered': {
      const job = step.latest(event.job)
      if (job.state.kind === 'staged')
        step.put(ready({ ...job, sending: { ...job.sending, ...event.sending } }, event.now))
      return
    }
    case 'cancelled': {
      const job = step.latest(event.job)
      if (job.state.kind === 'delivered' || job.state.kind === 'cancelled') return
      step.abandon(job)
      return step.put(move(job, { kind: 'cancelled' }))
    }
    case 'retried': {
      const job = step.latest(event.job)
      if (job.state.kind === 'failed' || job.state.kind === 'cancelled' || job.state.kind === 'waiting')
        step.put(ready({ ...job, attempts: 0 }, event.now))
      return
    }
    case 'prioritised': {
      const job = step.latest(event.job)
      if (!isEnded(job)) step.put({ ...job, priority: event.priority })
      return
    }
    case 'slotsChanged':
      step.slots = event.slots
      return
    case 'accountClosed':
      step.closed.set(event.account.profile, event.account)
      for (const job of step.jobs.values())
        if (job.profile === event.account.profile && isStartable(job)) step.leave(job.id)
      return
    case 'accountOpened':
      return step.open(event.profile)
  }
}

/** A job whose reservation has an unknown fate asks first; without one it simply queues. */
function ready(job: UploadJob, now: number): UploadJob {
  const reservation = reservationOf(job)
  if (reservation === null) return move(job, { kind: 'queued' })
  return move(job, { kind: 'waiting', until: now, because: { code: 'interrupted' }, reservation })
}

/** One reduction under way: drafts of the next queue, what changed, what to do. Never outlives `reduce`. */
class Step {
  readonly queue: Queue
  readonly jobs: Map<JobId, UploadJob>
  readonly closed: Map<ProfileName, ClosedAccount>
  slots: number
  paused: boolean
  beyond: boolean
  readonly changed = new Map<JobId, UploadJob>()
  readonly effects: Effect[] = []

  constructor(queue: Queue) {
    this.queue = queue
    this.jobs = new Map(queue.jobs)
    this.closed = new Map(queue.closed)
    this.slots = queue.slots
    this.paused = queue.paused
    this.beyond = queue.beyond
  }

  get(id: JobId): UploadJob {
    const job = this.jobs.get(id)
    if (job === undefined) throw new Error(`Job ${id} is not in play`)
    return job
  }

  /** What we know here is newer than what the caller read from the store. */
  latest(job: UploadJob): UploadJob {
    return this.jobs.get(job.id) ?? job
  }

  active(): UploadJob[] {
    return [...this.jobs.values()].filter(isActive)
  }

  put(job: UploadJob): void {
    this.changed.set(job.id, job)
    if (isActive(job) || (job.state.kind === 'queued' && !this.closed.has(job.profile))) this.jobs.set(job.id, job)
    else this.leave(job.id)
    // A job that waits for nothing but its turn is picked up from the store.
    if (job.state.kind === 'waiting') this.beyond = true
  }

  /** Out of memory; the store has it. */
  leave(id: JobId): void {
    this.jobs.delete(id)
  }

  open(profile: ProfileName): void {
    this.closed.delete(profile)
    this.beyond = true
  }

  discard(job: UploadJob): void {
    const reservation = reservationOf(job)
    if (reservation !== null) this.effects.push({ kind: 'discard', job, imageId: reservation.imageId })
  }

  abandon(job: UploadJob): void {
    if (isActive(job)) this.effects.push({ kind: 'abort', id: job.id })
    this.discard(job)
  }

  /** Fills the free slots with the best placed, and keeps only the head of the line in memory. */
  startDue(): void {
    const line = [...this.jobs.values()].filter(isStartable).toSorted(compareJobs)
    const free = this.paused ? 0 : this.slots - this.active().length
    for (const job of line.splice(0, Math.max(0, free))) {
      const reservation = reservationOf(job)
      const started = move(job, reservation === null ? { kind: 'reserving' } : { kind: 'confirming', reservation })
      this.put(started)
      this.effects.push({ kind: 'deliver', job: started })
    }
    for (const job of line.splice(headOfLine)) {
      this.leave(job.id)
      this.beyond = true
    }
    if (this.beyond && !this.paused && line.length < this.slots) this.effects.push({ kind: 'load' })
  }

  done(): Reduced {
    const queue = { slots: this.slots, paused: this.paused, closed: this.closed, jobs: this.jobs, beyond: this.beyond }
    return { queue, changed: [...this.changed.values()], effects: this.effects }
  }
}

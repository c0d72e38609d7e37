import type { JobId, ProfileName, ProfileView, QueueView, UploadJob } from '../../preload/contract/index.ts'
import { listNames } from './job-list.ts'
import type { View } from './view.ts'

/** Remembers its last answer: the same view gives the very same value. */
function memoised<Part>(select: (view: View) => Part): (view: View) => Part {
  let last: { of: View; part: Part } | null = null
  return view => {
    if (last?.of !== view) last = { of: view, part: select(view) }
    return last.part
  }
}

/** Remembers as long as what it is made from is the same. */
function madeFrom<Source, Part>(source: (view: View) => Source, make: (source: Source) => Part): (view: View) => Part {
  let last: { of: Source; part: Part } | null = null
  return view => {
    const of = source(view)
    if (last === null || last.of !== of) last = { of, part: make(of) }
    return last.part
  }
}

/** Photos of the queue that have not ended. */
export const unfinishedOf = ({ counts }: QueueView): number =>
  counts.queued +
  counts.preparing +
  counts.reserving +
  counts.sending +
  counts.confirming +
  counts.waiting +
  counts.paused

export const runningJobs = madeFrom(
  view => view.running,
  running => [...running.values()],
)

/** The one line: how far this round is, and who is needed. */
export type Round = {
  readonly delivered: number
  readonly of: number
  readonly speed: number | null
  readonly secondsLeft: number | null
  readonly needYou: number
  readonly isPaused: boolean
  readonly isIdle: boolean
  readonly judging: number
  readonly deliveredInAll: number
  readonly staged: number
}

export const roundOf = memoised((view): Round => {
  const { counts, speed, secondsLeft, paused, judging } = view.queue
  const left = unfinishedOf(view.queue)
  const delivered = counts.delivered - view.deliveredBefore
  return {
    delivered,
    of: delivered + left,
    speed: left === 0 || paused ? null : speed,
    secondsLeft: left === 0 || paused ? null : secondsLeft,
    needYou: counts.failed + counts.held,
    isPaused: paused,
    isIdle: left === 0,
    judging,
    deliveredInAll: counts.delivered,
    staged: counts.staged,
  }
})

export type TabCounts = Readonly<Record<'now' | 'waiting' | 'held' | 'failed' | 'delivered' | 'cancelled', number>>

export const tabCounts = madeFrom(
  view => view.queue.counts,
  (counts): TabCounts => ({
    now: counts.preparing + counts.reserving + counts.sending + counts.confirming,
    waiting: counts.queued + counts.waiting + counts.paused,
    held: counts.held,
    failed: counts.failed,
    delivered: counts.delivered,
    cancelled: counts.cancelled,
  }),
)

export const activeProfile = (view: View): ProfileView | undefined => view.profiles.find(profile => profile.active)

export const profileNames = madeFrom(
  view => view.profiles,
  (profiles): readonly ProfileName[] => profiles.map(({ name }) => name),
)

/** A job that is on screen somewhere; those never read are not known here. */
export function jobOf(view: View, id: JobId): UploadJob | undefined {
  const running = view.running.get(id)
  if (running !== undefined) return running
  for (const name of listNames) {
    const found = view.lists[name].jobs.find(job => job.id === id)
    if (found !== undefined) return found
  }
  return undefined
}

/** Those of these jobs that are known here, each list gone through once, however many there are. */
export function jobsAmong(view: View, ids: ReadonlySet<JobId>): readonly UploadJob[] {
  if (ids.size === 0) return []
  const found = new Map<JobId, UploadJob>()
  const take = (job: UploadJob) => {
    if (ids.has(job.id) && !found.has(job.id)) found.set(job.id, job)
  }
  view.running.forEach(take)
  for (const name of listNames) view.lists[name].jobs.forEach(take)
  return [...found.values()]
}

/** Nothing was ever done here: the moment for a welcome. */
export const isFresh = (view: View): boolean =>
  !view.hadImages &&
  view.folders.length === 0 &&
  view.profiles.every(profile => profile.account.kind === 'local') &&
  Object.values(view.queue.counts).every(count => count === 0)

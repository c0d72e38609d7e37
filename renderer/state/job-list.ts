import type { JobId, JobKind, UploadJob } from '../../preload/contract/index.ts'
import { everything, type Narrowing, passes } from './narrowing.ts'

/** The lists of the queue that are read page by page. */
export const listNames = ['waiting', 'failed', 'delivered', 'cancelled'] as const
export type ListName = (typeof listNames)[number]

export const kindsOf: Readonly<Record<ListName, readonly JobKind[]>> = {
  waiting: ['queued', 'waiting', 'paused'],
  failed: ['failed'],
  delivered: ['delivered'],
  cancelled: ['cancelled'],
}

/**
 * One list of jobs as far as it was read, in the engine’s own order. `rest`: how to go on; `edge` is the last one read, as it was then.
 * `asking`: a page is on its way; what changed meanwhile is newer than what it will say.
 */
export type JobList = {
  readonly jobs: readonly UploadJob[]
  readonly rest:
    | { readonly kind: 'unread' }
    | { readonly kind: 'more'; readonly after: string; readonly edge: UploadJob }
    | { readonly kind: 'end' }
  readonly asking: ReadonlyMap<JobId, UploadJob> | null
  /** Read before the snapshot was taken anew: to be replaced by the next page. */
  readonly isStale: boolean
  /** Only these are wanted. */
  readonly narrowing: Narrowing
}

export const unreadList: JobList = {
  jobs: [],
  rest: { kind: 'unread' },
  asking: null,
  isStale: false,
  narrowing: everything,
}

/** To be read anew; until then it stays to be looked at. */
export const readAgain = (list: JobList, narrowing: Narrowing = list.narrowing): JobList => ({
  ...list,
  rest: { kind: 'unread' },
  asking: null,
  isStale: true,
  narrowing,
})

type Order = (a: UploadJob, b: UploadJob) => number

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const inLine: Order = (a, b) =>
  b.priority - a.priority || byText(a.place, b.place) || a.createdAt - b.createdAt || byText(a.id, b.id)
const newestFirst: Order = (a, b) => b.createdAt - a.createdAt || byText(b.id, a.id)

const orderOf = (name: ListName): Order => (name === 'waiting' ? inLine : newestFirst)
const belongs = (name: ListName, { narrowing }: JobList, job: UploadJob) =>
  kindsOf[name].includes(job.state.kind) && passes(narrowing, job)

export const pageAsked = (list: JobList): JobList => ({ ...list, asking: new Map() })
export const pageRefused = (list: JobList): JobList => ({ ...list, asking: null })

/** A page has come: the first one replaces a stale list, the others continue it. */
export function pageRead(name: ListName, list: JobList, page: readonly UploadJob[], next: string | null): JobList {
  const newer = list.asking ?? new Map<JobId, UploadJob>()
  const before = list.isStale ? [] : list.jobs
  const known = new Set(before.map(job => job.id))
  const edge = page.at(-1)
  const come = page.filter(job => !known.has(job.id) && !newer.has(job.id))
  const read: JobList = {
    ...list,
    jobs: [...before, ...come].sort(orderOf(name)),
    rest: next === null || edge === undefined ? { kind: 'end' } : { kind: 'more', after: next, edge },
    asking: null,
    isStale: false,
  }
  return [...newer.values()].reduce((now, job) => jobTold(name, now, job), read)
}

/** A job has changed: it comes, goes, moves or stays, as far as the list was read. Where nothing changes it is the same list. */
export function jobTold(name: ListName, list: JobList, job: UploadJob): JobList {
  const at = indexIn(name, list.jobs, job)
  const asking = list.asking === null ? null : new Map(list.asking).set(job.id, job)
  const isBelow = list.rest.kind === 'more' && orderOf(name)(list.rest.edge, job) < 0
  // Beyond the last one read it will come with its page.
  if (!belongs(name, list, job) || list.rest.kind === 'unread' || isBelow) {
    if (at === -1 && asking === null) return list
    return { ...list, jobs: at === -1 ? list.jobs : list.jobs.toSpliced(at, 1), asking }
  }
  return { ...list, jobs: withJob(list.jobs, at, job, orderOf(name)), asking }
}

/** Nearly every time it stands where its order puts it. Only in line an order may have moved it since. */
function indexIn(name: ListName, jobs: readonly UploadJob[], job: UploadJob): number {
  const at = placeFor(jobs, job, orderOf(name))
  if (jobs[at]?.id === job.id) return at
  return name === 'waiting' ? jobs.findIndex(one => one.id === job.id) : -1
}

function withJob(jobs: readonly UploadJob[], at: number, job: UploadJob, order: Order): readonly UploadJob[] {
  const before = jobs[at]
  if (before !== undefined && order(before, job) === 0) return jobs.with(at, job)
  const others = at === -1 ? jobs : jobs.toSpliced(at, 1)
  return others.toSpliced(placeFor(others, job, order), 0, job)
}

function placeFor(jobs: readonly UploadJob[], job: UploadJob, order: Order): number {
  let [low, high] = [0, jobs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const found = jobs[middle]
    if (found !== undefined && order(found, job) < 0) low = middle + 1
    else high = middle
  }
  return low
}

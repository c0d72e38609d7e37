import type { FeedEvent, JobKind, News, Progress, QueueView, UploadJob } from '../../preload/contract/index.ts'
import { jobTold, listNames } from './job-list.ts'
import { unfinishedOf } from './selectors.ts'
import type { View } from './view.ts'

const activeKinds: ReadonlySet<JobKind> = new Set(['preparing', 'reserving', 'sending', 'confirming'])

/** Pure: the view after one event. What was seen already changes nothing; a missing number is a gap, and nothing counts until the snapshot. */
export function reduce(view: View, event: FeedEvent): View {
  if (view.hasGap || event.revision <= view.revision) return view
  if (event.revision > view.revision + 1) return { ...view, hasGap: true }
  return afterNews({ ...view, revision: event.revision }, event.news)
}

function afterNews(view: View, news: News): View {
  switch (news.kind) {
    case 'jobChanged':
      return afterJob(view, news.job)
    case 'progressed':
      return afterQueue({ ...view, ...withProgress(view, news.jobs) }, news.queue)
    case 'queueChanged':
      return afterQueue(view, news.queue)
    case 'photoEnded':
      return news.photo.state === 'held' || news.photo.state === 'duplicate' ? afterVerdict(view) : view
    case 'knownChanged':
      return afterVerdict(view)
    case 'stagedChanged':
    case 'stagedDropped':
      return { ...view, stagedChanges: view.stagedChanges + 1 }
    case 'stagedMoved': {
      const staged = view.staged.map(batch => (batch === news.from ? news.to : batch))
      return { ...view, staged, stagedChanges: view.stagedChanges + 1 }
    }
    case 'preferencesChanged':
      return { ...view, preferences: news.preferences }
    case 'folderChanged':
      return { ...view, folders: put(view.folders, news.folder, folder => folder.id) }
    case 'folderRemoved':
      return { ...view, folders: view.folders.filter(folder => folder.id !== news.folder) }
    case 'profileChanged': {
      const profiles = put(view.profiles, news.profile, profile => profile.name)
      // One is active: who becomes it takes it from the others.
      const others = (name: string) => news.profile.active && name !== news.profile.name
      return { ...view, profiles: profiles.map(one => (others(one.name) ? { ...one, active: false } : one)) }
    }
    case 'profileRemoved':
      return { ...view, profiles: view.profiles.filter(profile => profile.name !== news.profile) }
    case 'signingKeysChanged':
      return { ...view, signingKeyChanges: view.signingKeyChanges + 1 }
    case 'libraryChanged':
      return { ...view, libraryChanges: view.libraryChanges + 1 }
    case 'noticed':
      return { ...view, notices: [...view.notices, news.problem] }
    case 'halted':
      return { ...view, halted: news.problem }
    case 'batchEnded':
      return { ...view, stagedChanges: view.stagedChanges + 1 }
    default:
      // A newer engine tells more than we know of; the rest stays true.
      return view
  }
}

const afterVerdict = (view: View): View => ({
  ...view,
  knownChanges: view.knownChanges + 1,
  stagedChanges: view.stagedChanges + 1,
})

function afterJob(view: View, job: UploadJob): View {
  return { ...withStaged(withRunning(view, job), job), lists: withListed(view.lists, job) }
}

/** The very same lists where the job is in none of them: nothing is drawn anew then. */
function withListed(lists: View['lists'], job: UploadJob): View['lists'] {
  const told = {
    waiting: jobTold('waiting', lists.waiting, job),
    failed: jobTold('failed', lists.failed, job),
    delivered: jobTold('delivered', lists.delivered, job),
    cancelled: jobTold('cancelled', lists.cancelled, job),
  }
  return listNames.every(name => told[name] === lists[name]) ? lists : told
}

function withStaged(view: View, { state }: UploadJob): View {
  if (state.kind !== 'staged') return view
  const staged = view.staged.includes(state.batch) ? view.staged : [...view.staged, state.batch]
  return { ...view, staged, stagedChanges: view.stagedChanges + 1 }
}

function withRunning(view: View, job: UploadJob): View {
  const isActive = activeKinds.has(job.state.kind)
  if (!isActive && !view.running.has(job.id)) return view
  const running = new Map(view.running)
  if (isActive) return { ...view, running: running.set(job.id, job) }
  const [sent, speeds] = [new Map(view.sent), new Map(view.speeds)]
  sent.delete(job.id)
  speeds.delete(job.id)
  running.delete(job.id)
  return { ...view, running, sent, speeds }
}

function afterQueue(view: View, queue: QueueView): View {
  const wasIdle = unfinishedOf(view.queue) === 0
  // The first photo of a new round may be delivered before its counts are told.
  const deliveredBefore = wasIdle ? view.queue.counts.delivered : view.deliveredBefore
  return {
    ...view,
    queue,
    lastSpeed: queue.speed ?? view.lastSpeed,
    // Sent or given up, no batch waits any more.
    staged: queue.counts.staged === 0 ? [] : view.staged,
    deliveredBefore: Math.min(deliveredBefore, queue.counts.delivered),
  }
}

function withProgress(view: View, jobs: readonly Progress[]): Pick<View, 'sent' | 'speeds'> {
  const [sent, speeds] = [new Map(view.sent), new Map(view.speeds)]
  for (const one of jobs) {
    if (!view.running.has(one.job)) continue
    sent.set(one.job, one.sent)
    if (one.speed !== null) speeds.set(one.job, one.speed)
  }
  return { sent, speeds }
}

/** In its place where it is known, at the end where it is new. */
function put<T>(all: readonly T[], one: T, keyOf: (one: T) => string): T[] {
  const at = all.findIndex(other => keyOf(other) === keyOf(one))
  return at === -1 ? [...all, one] : all.with(at, one)
}

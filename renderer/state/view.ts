import type { JobId, Preferences, Problem, Snapshot, UploadJob } from '../../preload/contract/index.ts'
import { type JobList, type ListName, readAgain, unreadList } from './job-list.ts'

/** Everything the pages show of the engine: the snapshot and the events after it, put together. */
export type View = Omit<Snapshot, 'running'> & {
  /** On their way now, in the order they began. */
  readonly running: ReadonlyMap<JobId, UploadJob>
  /** Bytes handed to the line, of those on their way. */
  readonly sent: ReadonlyMap<JobId, number>
  /** Bytes per second of those whose speed can be trusted. */
  readonly speeds: ReadonlyMap<JobId, number>
  readonly lists: Readonly<Record<ListName, JobList>>
  /** How many were delivered when the queue last had nothing to do: what came since is this round. */
  readonly deliveredBefore: number
  /** The last speed that could be trusted: what this line can do. */
  readonly lastSpeed: number | null
  readonly preferences: Preferences
  /** The account in use had images when the page was opened, as the list on this computer knew. */
  readonly hadImages: boolean
  /** Counts up whenever a photo is held, let go or found to be delivered already: the list of them is read anew. */
  readonly knownChanges: number
  /** Counts up with whatever may change the sheet of a staged batch. */
  readonly stagedChanges: number
  readonly libraryChanges: number
  readonly signingKeyChanges: number
  readonly halted: Problem | null
  /** An event was missed: the snapshot must be asked for. */
  readonly hasGap: boolean
}

/** What a fresh snapshot makes of the view before it: lists stay to be looked at until they are read again. */
export function viewOf(
  { running, ...snapshot }: Snapshot,
  preferences: Preferences,
  before: View | null,
  hadImages = false,
): View {
  const again = (name: ListName): JobList => (before === null ? unreadList : readAgain(before.lists[name]))
  return {
    ...snapshot,
    running: new Map(running.map(job => [job.id, job])),
    sent: new Map(),
    speeds: new Map(),
    lists: {
      waiting: again('waiting'),
      failed: again('failed'),
      delivered: again('delivered'),
      cancelled: again('cancelled'),
    },
    deliveredBefore: Math.min(before?.deliveredBefore ?? Infinity, snapshot.queue.counts.delivered),
    lastSpeed: snapshot.queue.speed ?? before?.lastSpeed ?? null,
    preferences,
    hadImages: before?.hadImages ?? hadImages,
    knownChanges: (before?.knownChanges ?? 0) + 1,
    stagedChanges: (before?.stagedChanges ?? 0) + 1,
    libraryChanges: (before?.libraryChanges ?? 0) + 1,
    signingKeyChanges: (before?.signingKeyChanges ?? 0) + 1,
    // Revisions begin anew with another engine, which stands still no more.
    halted: before !== null && snapshot.revision >= before.revision ? before.halted : null,
    hasGap: false,
  }
}

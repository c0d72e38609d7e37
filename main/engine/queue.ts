import type {
  ClosedAccount,
  FileStamp,
  ImageId,
  Instant,
  JobId,
  JobKind,
  Problem,
  ProfileName,
  Reservation,
  SendingSettings,
  UploadJob,
} from '../../preload/contract/index.ts'

/**
 * The part of the queue that matters now: jobs in a slot, and the head of the line. All others stand in the store only,
 * so that a queue of 100,000 costs no more than one of ten.
 */
export type Queue = {
  readonly slots: number
  readonly paused: boolean
  readonly closed: ReadonlyMap<ProfileName, ClosedAccount>
  readonly jobs: ReadonlyMap<JobId, UploadJob>
  /** The store may hold more that could start. */
  readonly beyond: boolean
}

/** Ordered, and not ended. */
export const unfinished: readonly JobKind[] = [
  'queued',
  'preparing',
  'reserving',
  'sending',
  'confirming',
  'waiting',
  'paused',
]

/** No slot until the engine starts: a queue that is only looked at moves nothing. */
export const emptyQueue: Queue = { slots: 0, paused: false, closed: new Map(), jobs: new Map(), beyond: true }

/** Photos on their way at once, until a person says otherwise. */
export const usualSlots = 6

/** How many startable jobs wait in memory; more stay in the store. */
export const headOfLine = 64

/** What happened. Events about a job that a person chose carry it, since it may stand in the store only. */
export type QueueEvent =
  /** `replaces`: the job of the same photo with older bytes; what was begun for those must not arrive. */
  | { kind: 'accepted'; job: UploadJob; replaces: UploadJob | null }
  /** The same bytes under another time or path. */
  | { kind: 'restamped'; job: UploadJob; stamp: FileStamp; name: string }
  | { kind: 'loaded'; jobs: readonly UploadJob[]; beyond: boolean }
  | { kind: 'reserved'; id: JobId; reservation: Reservation }
  | { kind: 'sent'; id: JobId }
  | { kind: 'foundMissing'; id: JobId }
  | { kind: 'delivered'; id: JobId; imageId: ImageId; at: Instant }
  | {
      kind: 'stumbled'
      id: JobId
      because: Problem
      retryAt: Instant | null
      counts: boolean
      keepsReservation: boolean
    }
  | { kind: 'refused'; job: UploadJob; because: Problem }
  | { kind: 'ticked'; now: Instant }
  | { kind: 'queuePaused'; now: Instant }
  | { kind: 'queueResumed' }
  | { kind: 'jobPaused'; job: UploadJob }
  | { kind: 'jobResumed'; job: UploadJob; now: Instant }
  /** A person has said that it is sent, and has the last word on how. */
  | { kind: 'jobOrdered'; job: UploadJob; sending: Partial<SendingSettings>; now: Instant }
  | { kind: 'cancelled'; job: UploadJob }
  | { kind: 'retried'; job: UploadJob; now: Instant }
  | { kind: 'prioritised'; job: UploadJob; priority: number }
  | { kind: 'slotsChanged'; slots: number }
  | { kind: 'accountClosed'; account: ClosedAccount }
  | { kind: 'accountOpened'; profile: ProfileName }

/** What to do once the changed jobs are saved. */
export type Effect =
  | { kind: 'deliver'; job: UploadJob }
  | { kind: 'abort'; id: JobId }
  | { kind: 'discard'; job: UploadJob; imageId: ImageId }
  | { kind: 'load' }

export type Reduced = { queue: Queue; changed: readonly UploadJob[]; effects: readonly Effect[] }

/** In a slot: something is being done for it right now. */
export const isActive = (job: UploadJob): boolean =>
  job.state.kind === 'preparing' ||
  job.state.kind === 'reserving' ||
  job.state.kind === 'sending' ||
  job.state.kind === 'confirming'

/** Could start as soon as a slot is free; a waiting job is only in memory once it is due. */
export const isStartable = (job: UploadJob): boolean => job.state.kind === 'queued' || job.state.kind === 'waiting'

export const isEnded = (job: UploadJob): boolean =>
  job.state.kind === 'delivered' || job.state.kind === 'failed' || job.state.kind === 'cancelled'

/** The reservation whose fate is not known yet. */
export const reservationOf = (job: UploadJob): Reservation | null =>
  'reservation' in job.state ? job.state.reservation : null

/** Who goes first: priority, then place, then age, then id, so that the order is total. */
export function compareJobs(a: UploadJob, b: UploadJob): number {
  if (a.priority !== b.priority) return b.priority - a.priority
  if (a.place !== b.place) return a.place < b.place ? -1 : 1
  if (a.createdAt !== b.createdAt) return a.createdAt - b.createdAt
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

import type { JobKind, JobState, UploadJob } from '../../preload/contract/index.ts'

/** From where to where a job may go. Anything else is a mistake in our own code. */
const legal: Record<JobKind, readonly JobKind[]> = {
  staged: ['queued', 'cancelled'],
  queued: ['queued', 'preparing', 'reserving', 'paused', 'failed', 'cancelled'],
  preparing: ['queued', 'reserving', 'waiting', 'paused', 'delivered', 'failed', 'cancelled'],
  reserving: ['queued', 'sending', 'waiting', 'paused', 'delivered', 'failed', 'cancelled'],
  sending: ['queued', 'confirming', 'waiting', 'paused', 'delivered', 'failed', 'cancelled'],
  confirming: ['queued', 'reserving', 'waiting', 'paused', 'delivered', 'failed', 'cancelled'],
  waiting: ['queued', 'preparing', 'reserving', 'confirming', 'waiting', 'paused', 'failed', 'cancelled'],
  paused: ['queued', 'waiting', 'cancelled', 'failed'],
  failed: ['queued', 'waiting', 'cancelled'],
  cancelled: ['queued'],
  delivered: [],
}

export const mayMove = (from: JobKind, to: JobKind): boolean => legal[from].includes(to)

/** The same job one step further. Throws on a step that does not exist. */
export function move(job: UploadJob, state: JobState): UploadJob {
  if (!mayMove(job.state.kind, state.kind))
    throw new Error(`Job ${job.id} cannot go from ${job.state.kind} to ${state.kind}`)
  return { ...job, state }
}

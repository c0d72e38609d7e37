import type { Instant, UploadJob } from '../../preload/contract/index.ts'

/** Pure. Says what to do with a job found half-way at start: ask first where a reservation is held, else line up again. */
export function recover(job: UploadJob, now: Instant): UploadJob {
  switch (job.state.kind) {
    case 'preparing':
    case 'reserving':
      // A draft may have been reserved and never told: it holds no bytes and expires by itself.
      return { ...job, state: { kind: 'queued' } }
    case 'sending':
    case 'confirming':
      return {
        ...job,
        state: { kind: 'waiting', until: now, because: { code: 'interrupted' }, reservation: job.state.reservation },
      }
    case 'waiting':
      // Rate limits and lost lines of the last run say nothing about this one.
      return { ...job, state: { ...job.state, until: Math.min(job.state.until, now) } }
    case 'staged':
    case 'queued':
    case 'paused':
    case 'delivered':
    case 'failed':
    case 'cancelled':
      return job
  }
}

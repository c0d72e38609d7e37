import type { EndedState, JobKind } from '../../../../preload/contract/index.ts'

/** The words a person reads for each state, everywhere the same. */
export const stateWords: Record<JobKind | EndedState, string> = {
  staged: 'Ready to send',
  queued: 'Waiting',
  preparing: 'Preparing',
  reserving: 'Getting a link',
  sending: 'Sending',
  confirming: 'Checking arrival',
  waiting: 'Trying again',
  paused: 'Paused',
  delivered: 'Delivered',
  duplicate: 'Already delivered',
  held: 'Held',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

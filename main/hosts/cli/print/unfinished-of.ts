import type { QueueView } from '../../../../preload/contract/index.ts'

/** Photos that are noticed but have not ended. */
export const unfinishedOf = ({ counts, judging }: QueueView): number =>
  judging +
  counts.queued +
  counts.preparing +
  counts.reserving +
  counts.sending +
  counts.confirming +
  counts.waiting +
  counts.paused

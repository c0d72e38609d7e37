import type { QueueView } from '../../../../preload/contract/index.ts'

/** Photos that are noticed but have not ended. `sinceEnded`: how many ended after this view was told. */
export const unfinishedOf = ({ counts, judging }: QueueView, sinceEnded = 0): number =>
  Math.max(
    0,
    judging +
      counts.queued +
      counts.preparing +
      counts.reserving +
      counts.sending +
      counts.confirming +
      counts.waiting +
      counts.paused -
      sinceEnded,
  )

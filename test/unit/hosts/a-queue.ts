import type { QueueView } from '../../../preload/contract/index.ts'

/** A queue in the middle of its work. */
export const aQueue = (over: Partial<QueueView> = {}): QueueView => ({
  paused: false,
  quiet: null,
  metered: false,
  concurrency: 6,
  bytesPerSecondLimit: null,
  counts: {
    staged: 0,
    queued: 280,
    preparing: 0,
    reserving: 0,
    sending: 4,
    confirming: 0,
    waiting: 0,
    paused: 0,
    delivered: 0,
    failed: 0,
    cancelled: 0,
    held: 0,
    duplicate: 0,
  },
  judging: 0,
  bytesLeft: 1e9,
  speed: 38_000_000,
  secondsLeft: 160,
  closed: [],
  ...over,
})

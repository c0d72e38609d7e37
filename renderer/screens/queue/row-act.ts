import type { JobState } from '../../../preload/contract/index.ts'

/** The one thing a row offers. */
export type RowAct = 'pause' | 'resume' | 'retry' | 'retryNow' | 'copyLink'

export function actOf({ kind }: JobState): RowAct | null {
  switch (kind) {
    case 'queued':
    case 'preparing':
    case 'reserving':
    case 'sending':
      return 'pause'
    case 'staged':
    case 'confirming':
      return null
    case 'paused':
      return 'resume'
    case 'waiting':
      return 'retryNow'
    case 'failed':
    case 'cancelled':
      return 'retry'
    case 'delivered':
      return 'copyLink'
    default:
      return kind satisfies never
  }
}

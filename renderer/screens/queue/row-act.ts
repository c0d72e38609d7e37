import type { JobState } from '../../../preload/contract/index.ts'

/** The one thing a row offers. */
export type RowAct = 'pause' | 'resume' | 'retry' | 'retryNow' | 'copyLink'

export function actOf(state: JobState): RowAct | null {
  switch (state.kind) {
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
      return state.because.code === 'interrupted' ? 'pause' : 'retryNow'
    case 'failed':
    case 'cancelled':
      return 'retry'
    case 'delivered':
      return 'copyLink'
    default:
      return state satisfies never
  }
}

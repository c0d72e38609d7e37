import type { JobState } from '../../../preload/contract/index.ts'

/** The one thing a row offers. */
export type RowAct = 'pause' | 'resume' | 'retry' | 'retryNow' | 'newToken' | 'copyLink'

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
      // Another try with the same token would only fail again.
      return state.because.code.startsWith('token-') ? 'newToken' : 'retry'
    case 'cancelled':
      return 'retry'
    case 'delivered':
      return 'copyLink'
    default:
      return state satisfies never
  }
}

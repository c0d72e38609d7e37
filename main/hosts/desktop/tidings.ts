import type { BatchId, EndedPhoto, News, ProblemCode, QueueView } from '../../../preload/contract/index.ts'

/** Something worth a notification: the end of a batch as one sum, or a line that is gone. */
export type Tiding = { kind: 'batchDone'; delivered: number; held: number; failed: number } | { kind: 'connectionLost' }

/** Makes few tidings out of many events. */
export interface TidingsDesk {
  hear(news: News): Tiding[]
}

type Sum = { delivered: number; held: number; failed: number }

const noLine: ReadonlySet<ProblemCode> = new Set(['offline', 'line-cut', 'stalled', 'reply-late', 'service-trouble'])
/** One may be bad luck, two the end of a tunnel. */
const straightFailures = 3
/** Batches that never end must not fill the memory. */
const mostBatches = 1_000

export function createTidingsDesk(): TidingsDesk {
  const sums = new Map<BatchId, Sum>()
  /** Of photos that came one by one, from a watched folder: summed up when the queue has nothing more to do. */
  let singles = nothing()
  let failures = 0
  let isLost = false

  function count({ batches, state }: EndedPhoto): void {
    if (batches.length === 0) add(singles, state)
    for (const batch of batches) {
      const sum = sums.get(batch) ?? nothing()
      add(sum, state)
      sums.set(batch, sum)
    }
    for (const oldest of sums.keys()) if (sums.size > mostBatches) sums.delete(oldest)
  }

  function told(sum: Sum): Tiding[] {
    return sum.delivered + sum.held + sum.failed === 0 ? [] : [{ kind: 'batchDone', ...sum }]
  }

  function afterQueue(queue: QueueView): Tiding[] {
    if (unfinishedOf(queue) > 0 || queue.judging > 0) return []
    const sum = singles
    singles = nothing()
    return told(sum)
  }

  return {
    hear(news) {
      switch (news.kind) {
        case 'photoEnded':
          if (news.photo.state === 'delivered') {
            failures = 0
            isLost = false
          }
          count(news.photo)
          return []
        case 'batchEnded': {
          const sum = sums.get(news.batch)
          sums.delete(news.batch)
          return sum === undefined ? [] : told(sum)
        }
        case 'jobChanged': {
          const { state } = news.job
          if (state.kind !== 'waiting' || !noLine.has(state.because.code)) return []
          failures += 1
          if (failures < straightFailures || isLost) return []
          isLost = true
          return [{ kind: 'connectionLost' }]
        }
        case 'queueChanged':
        case 'progressed':
          return afterQueue(news.queue)
        default:
          return []
      }
    },
  }
}

const nothing = (): Sum => ({ delivered: 0, held: 0, failed: 0 })

function add(sum: Sum, state: EndedPhoto['state']): void {
  if (state === 'delivered' || state === 'held' || state === 'failed') sum[state] += 1
}

/** Photos that are still on their way. */
export const unfinishedOf = ({ counts }: QueueView): number =>
  counts.queued +
  counts.preparing +
  counts.reserving +
  counts.sending +
  counts.confirming +
  counts.waiting +
  counts.paused

import type { News, QueueView } from '../../../preload/contract/index.ts'
import { unfinishedOf } from './tidings.ts'

/** A link that was made a moment ago. */
export type RecentLink = { readonly name: string; readonly link: string }

/** What tray, dock and taskbar show of the queue. */
export type Round = {
  readonly queue: QueueView | null
  /** Delivered in all when the queue last had nothing to do. */
  readonly deliveredBefore: number
  readonly links: readonly RecentLink[]
}

export const noRound: Round = { queue: null, deliveredBefore: 0, links: [] }

const mostLinks = 5

/** Pure: the round after some news. */
export function roundAfter(round: Round, news: News): Round {
  switch (news.kind) {
    case 'queueChanged':
    case 'progressed':
      return withQueue(round, news.queue)
    case 'photoEnded': {
      const { state, links, path } = news.photo
      const link = links.find(one => one.endsWith('/public')) ?? links[0]
      if (state !== 'delivered' || link === undefined) return round
      const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
      return { ...round, links: [{ name, link }, ...round.links].slice(0, mostLinks) }
    }
    default:
      return round
  }
}

export function withQueue(round: Round, queue: QueueView): Round {
  const before = round.queue
  const isNewRound = before === null || unfinishedOf(before) === 0
  const deliveredBefore = isNewRound ? (before ?? queue).counts.delivered : round.deliveredBefore
  return { ...round, queue, deliveredBefore: Math.min(deliveredBefore, queue.counts.delivered) }
}

/** How much of this round is done, from 0 to 1; null while there is nothing to do. */
export function shareOf({ queue, deliveredBefore }: Round): number | null {
  if (queue === null) return null
  const left = unfinishedOf(queue)
  const done = queue.counts.delivered - deliveredBefore
  return left === 0 ? null : done / (done + left)
}

export const sendingOf = ({ queue }: Round): number =>
  queue === null ? 0 : queue.counts.preparing + queue.counts.reserving + queue.counts.sending + queue.counts.confirming

/** Photos that a person has to decide about. */
export const needYouOf = ({ queue }: Round): number => (queue === null ? 0 : queue.counts.failed + queue.counts.held)

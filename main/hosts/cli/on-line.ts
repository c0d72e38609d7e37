import type { JobId, News } from '../../../preload/contract/index.ts'

/** What of the photos still on the line is already gone: in bytes, and in whole photos (0.5 is half of one). */
export type OnLine = { readonly bytes: number; readonly photos: number }

/** Follows the photos on the line through the news. */
export function followLine(): OnLine & { receive(news: News): void } {
  const sent = new Map<JobId, { sent: number; of: number }>()
  const sum = (part: (one: { sent: number; of: number }) => number) =>
    [...sent.values()].reduce((total, one) => total + part(one), 0)
  return {
    get bytes() {
      return sum(one => one.sent)
    },
    get photos() {
      return sum(one => (one.of === 0 ? 0 : Math.min(1, one.sent / one.of)))
    },
    receive(news) {
      if (news.kind === 'progressed') for (const one of news.jobs) sent.set(one.job, one)
      else if (news.kind === 'jobChanged' && news.job.state.kind !== 'sending' && news.job.state.kind !== 'confirming')
        sent.delete(news.job.id)
    },
  }
}

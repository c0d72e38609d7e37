import { defaultPreferences, type News, type QueueView, type Snapshot } from '../../../../preload/contract/index.ts'
import { type View, viewOf } from '../../../../renderer/state/view.ts'

const noCounts: QueueView['counts'] = {
  staged: 0,
  queued: 0,
  preparing: 0,
  reserving: 0,
  sending: 0,
  confirming: 0,
  waiting: 0,
  paused: 0,
  delivered: 0,
  failed: 0,
  cancelled: 0,
  held: 0,
  duplicate: 0,
}

/** A queue with so many photos here and there, and nothing else to say. */
export const aQueue = (counts: Partial<QueueView['counts']> = {}, given: Partial<QueueView> = {}): QueueView => ({
  paused: false,
  quiet: null,
  metered: false,
  concurrency: 6,
  bytesPerSecondLimit: null,
  counts: { ...noCounts, ...counts },
  judging: 0,
  bytesLeft: 0,
  speed: null,
  secondsLeft: null,
  closed: [],
  ...given,
})

export const aSnapshot = (given: Partial<Snapshot> = {}): Snapshot => ({
  revision: 10,
  capabilities: [],
  profiles: [
    { name: 'local', account: { kind: 'local' }, addedAt: 0, active: true, token: 'built-in', check: null },
    { name: 'studio', account: { kind: 'local' }, addedAt: 0, active: false, token: 'keychain', check: null },
  ],
  folders: [],
  queue: aQueue(),
  running: [],
  staged: [],
  budgets: [],
  notices: [],
  ...given,
})

export const aView = (given: Partial<Snapshot> = {}): View => viewOf(aSnapshot(given), defaultPreferences, null)

/** These news, one after the other, from the revision after the view’s. */
export const toldAfter = (view: View, ...news: News[]) =>
  news.map((one, index) => ({ revision: view.revision + 1 + index, news: one }))

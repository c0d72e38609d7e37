import type { FeedEvent, News } from '../../preload/contract/index.ts'

/** Everything that happened, numbered. Keeps the latest events, so that a reader who missed a few can catch up. */
export interface Feed {
  readonly revision: number
  tell(news: News): void
  listen(receive: (event: FeedEvent) => void): () => void
  /** The events after `revision`, or null when they are no longer kept: then ask for the snapshot. */
  since(revision: number): FeedEvent[] | null
}

const kept = 2_000

export function createFeed(onListenerError: (error: unknown) => void): Feed {
  const listeners = new Set<(event: FeedEvent) => void>()
  let latest: FeedEvent[] = []
  let revision = 0
  return {
    get revision() {
      return revision
    },
    tell(news) {
      revision += 1
      const event = { revision, news }
      latest.push(event)
      if (latest.length > 2 * kept) latest = latest.slice(-kept)
      for (const receive of listeners) {
        try {
          receive(event)
        } catch (error) {
          // A reader that fails must not stop a photo.
          onListenerError(error)
        }
      }
    },
    listen(receive) {
      listeners.add(receive)
      return () => listeners.delete(receive)
    },
    since(from) {
      if (from >= revision) return []
      const first = latest[0]
      if (first === undefined || first.revision > from + 1) return null
      return latest.filter(event => event.revision > from)
    },
  }
}

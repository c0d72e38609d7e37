import { randomBytes } from 'node:crypto'
import type { FeedEvent, FeedPlace } from '../../../preload/contract/index.ts'

/** What the engine told, kept for readers that come or come back; every run of the engine has a name of its own. */
export interface FeedMirror {
  readonly run: string
  take(event: FeedEvent): void
  /** Another engine tells from now on. */
  beginRun(): void
  listen(receive: (event: FeedEvent) => void): () => void
  /** The events after this place; null where they are not known any more: then ask for the snapshot. */
  since(place: FeedPlace): readonly FeedEvent[] | null
}

const kept = 2_000

export function createFeedMirror(): FeedMirror {
  const listeners = new Set<(event: FeedEvent) => void>()
  const newRun = () => randomBytes(6).toString('hex')
  let run = newRun()
  let latest: FeedEvent[] = []
  return {
    get run() {
      return run
    },
    take(event) {
      latest.push(event)
      if (latest.length > 2 * kept) latest = latest.slice(-kept)
      for (const receive of listeners) receive(event)
    },
    beginRun() {
      run = newRun()
      latest = []
    },
    listen(receive) {
      listeners.add(receive)
      return () => listeners.delete(receive)
    },
    since(place) {
      if (place.run !== run) return null
      const last = latest.at(-1)?.revision ?? 0
      if (place.revision === last) return []
      const first = latest[0]
      // A place that was never told is no place of this feed.
      if (first === undefined || place.revision > last || first.revision > place.revision + 1) return null
      return latest.filter(event => event.revision > place.revision)
    },
  }
}

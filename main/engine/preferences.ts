import { type Answers, defaultPreferences, Preferences } from '../../preload/contract/index.ts'
import type { Feed } from './feed.ts'
import type { QueueStore } from './ports.ts'

/** How a person likes it, kept with the queue. */
export interface KeptPreferences {
  read(): Preferences
  readonly answers: Pick<Answers, 'readPreferences' | 'changePreferences'>
}

const key = 'preferences'

export function createPreferences(store: QueueStore, feed: Feed, changed: () => void): KeptPreferences {
  let current = kept(store.settings.get(key))
  return {
    read: () => current,
    answers: {
      readPreferences: async () => ({ ok: true, value: current }),
      changePreferences: async change => {
        const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
        current = { ...current, ...given }
        store.settings.set(key, current)
        feed.tell({ kind: 'preferencesChanged', preferences: current })
        changed()
        return { ok: true, value: current }
      },
    },
  }
}

/** What another version wrote and we cannot read falls back to what is usual, each by itself. */
function kept(stored: unknown): Preferences {
  const given = typeof stored === 'object' && stored !== null ? Object.entries(stored) : []
  return given.reduce<Preferences>((preferences, [name, value]) => {
    const read = Preferences.safeParse({ ...preferences, [name]: value })
    return read.success ? read.data : preferences
  }, defaultPreferences)
}

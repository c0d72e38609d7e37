import type { ProfileName, Sha256 } from '../../preload/contract/index.ts'

/** Runs one after the other what carries the same key, in the order it came; different keys run at once. */
export type InTurn = <T>(key: string, run: () => Promise<T>) => Promise<T>

/** Whose turn it is to send these bytes: the queue's, or an order past the queue. Whoever comes second finds the receipt. */
export const turnOfBytes = (profile: ProfileName, sha256: Sha256) => `${profile}\n${sha256}`

export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>()
  return async (key, run) => {
    const before = last.get(key)
    const mine = (async () => {
      // How the one before ended is told to who asked for it.
      await before?.catch(() => {})
      return run()
    })()
    last.set(key, mine)
    try {
      return await mine
    } finally {
      if (last.get(key) === mine) last.delete(key)
    }
  }
}

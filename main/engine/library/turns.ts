/** Runs one after the other what carries the same key, in the order it came; different keys run at once. */
export type InTurn = <T>(key: string, run: () => Promise<T>) => Promise<T>

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

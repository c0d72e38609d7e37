/** Runs at most so many at once; who came last goes first, and who gave up is passed over. Null: given up before its turn. */
export type NewestFirst = <T>(run: () => Promise<T>, signal: AbortSignal) => Promise<T | null>

/** What scrolled out of sight is wanted least: the lane for pictures somebody looks at. */
export function createNewestFirst(most: number): NewestFirst {
  const waiting: (() => void)[] = []
  let running = 0

  function leave(): void {
    const next = waiting.pop()
    if (next === undefined) running -= 1
    else next()
  }

  function turn(signal: AbortSignal): Promise<boolean> {
    if (running < most) {
      running += 1
      return Promise.resolve(true)
    }
    return new Promise(resolve => {
      const go = () => {
        signal.removeEventListener('abort', giveUp)
        resolve(true)
      }
      const giveUp = () => {
        waiting.splice(waiting.indexOf(go), 1)
        resolve(false)
      }
      waiting.push(go)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  return async (run, signal) => {
    if (signal.aborted || !(await turn(signal))) return null
    try {
      return await run()
    } finally {
      leave()
    }
  }
}

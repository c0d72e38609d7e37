/** Runs what it is given, at most so many at the same time. Undefined where it was given up before its turn came. */
export type InTurn = <T>(signal: AbortSignal, run: () => Promise<T>) => Promise<T | undefined>

export function atMost(most: number): InTurn {
  const waiting = new Set<(isGo: boolean) => void>()
  let running = 0
  const next = () => {
    const [first] = waiting
    if (first === undefined || running >= most) return
    running += 1
    first(true)
  }
  const turn = (signal: AbortSignal) =>
    new Promise<boolean>(resolve => {
      const answer = (isGo: boolean) => {
        waiting.delete(answer)
        signal.removeEventListener('abort', leave)
        resolve(isGo)
      }
      const leave = () => answer(false)
      if (signal.aborted) return resolve(false)
      signal.addEventListener('abort', leave)
      waiting.add(answer)
      next()
    })

  return async (signal, run) => {
    if (!(await turn(signal))) return undefined
    try {
      return await run()
    } finally {
      running -= 1
      next()
    }
  }
}

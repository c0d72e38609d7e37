/** Runs what it is given, at most so many at the same time; who gives up while waiting is passed over. */
export function atMost(most: number): <T>(signal: AbortSignal, run: () => Promise<T>) => Promise<T> {
  const waiting = new Set<() => void>()
  let running = 0
  const next = () => {
    const [first] = waiting
    if (first === undefined || running >= most) return
    waiting.delete(first)
    running += 1
    first()
  }
  return async (signal, run) => {
    await new Promise<void>((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        waiting.delete(go)
        reject(new DOMException('given up while waiting', 'AbortError'))
      }
      if (signal.aborted) return leave()
      signal.addEventListener('abort', leave, { once: true })
      waiting.add(go)
      next()
    })
    try {
      return await run()
    } finally {
      running -= 1
      next()
    }
  }
}

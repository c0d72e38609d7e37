/** Counts calls that have not answered yet, so that a test knows when the engine only waits for time. */
export function countBusy() {
  let busy = 0

  async function* counted(source: AsyncIterable<unknown>): AsyncGenerator {
    busy += 1
    try {
      yield* source
    } finally {
      busy -= 1
    }
  }

  function watch<T extends object>(port: T): T {
    return new Proxy(port, {
      get(target, name, receiver) {
        const value: unknown = Reflect.get(target, name, receiver)
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => {
          const answer: unknown = Reflect.apply(value, target, given)
          if (answer instanceof Promise) {
            busy += 1
            return answer.finally(() => (busy -= 1))
          }
          const isStream = typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
          return isStream ? counted(answer as AsyncIterable<unknown>) : answer
        }
      },
    })
  }

  return { count: () => busy, watch }
}

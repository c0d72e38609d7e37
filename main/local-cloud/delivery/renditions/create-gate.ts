import { availableParallelism } from 'node:os'

type Waiting = { weight: number; start(): void }

/** Lets as many tasks run at once as there are places, in the order they came. A heavy task takes all places. */
export function createGate(places = availableParallelism()) {
  let free = places
  const waiting: Waiting[] = []

  const letIn = () => {
    // Never past the first: small tasks must not keep a heavy one waiting for ever.
    for (let next = waiting[0]; next && next.weight <= free; next = waiting[0]) {
      waiting.shift()
      free -= next.weight
      next.start()
    }
  }

  return {
    /** Rejects with the signal's reason when that comes before the task's turn; what has begun is brought to its end. */
    async run<T>(task: () => Promise<T>, isHeavy: boolean, signal: AbortSignal): Promise<T> {
      const weight = isHeavy ? places : 1
      await new Promise<void>((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason)
        const leave = () => {
          waiting.splice(waiting.indexOf(turn), 1)
          reject(signal.reason)
          letIn()
        }
        const turn = {
          weight,
          start() {
            signal.removeEventListener('abort', leave)
            resolve()
          },
        }
        signal.addEventListener('abort', leave, { once: true })
        waiting.push(turn)
        letIn()
      })
      try {
        return await task()
      } finally {
        free += weight
        letIn()
      }
    },
  }
}

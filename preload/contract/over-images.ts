import { concernsAll } from './concerns-all.ts'
import type { ImageId } from './ids.ts'
import type { Outcome, Problem } from './problem.ts'

/** An image that could not be done, and why. */
export type Failure = { id: ImageId; problem: Problem }

/** How far it went. `end`: to the last one, until a person stopped it, or up to a problem that all the others would share. */
export type Run = { done: number; failures: readonly Failure[]; end: 'last' | 'interrupted' | Problem }

type Work<T> = {
  /** How many are on their way together; 1 keeps their order. */
  atOnce?: number
  perform(id: ImageId): Promise<Outcome<T>>
  /** Told as each one ends. */
  tell(id: ImageId, outcome: Outcome<T>, standing: { done: number; failed: number }): void
}

/** The service's pace is the engine's business; more at once would only wait there. */
const usuallyAtOnce = 4

/** Does the same with many images. One that fails does not keep the others from it; once stopped, no new one begins. */
export async function overImages<T>(
  ids: Iterable<ImageId>,
  { atOnce = usuallyAtOnce, perform, tell }: Work<T>,
  stopped: { readonly aborted: boolean },
): Promise<Run> {
  const failures: Failure[] = []
  let done = 0
  let shared: Problem | null = null
  const waiting = ids[Symbol.iterator]()

  async function goThrough(): Promise<void> {
    while (shared === null && !stopped.aborted) {
      const next = waiting.next()
      if (next.done === true) return
      const outcome = await perform(next.value)
      if (outcome.ok) done += 1
      else {
        failures.push({ id: next.value, problem: outcome.problem })
        if (concernsAll(outcome.problem)) shared ??= outcome.problem
      }
      tell(next.value, outcome, { done, failed: failures.length })
    }
  }

  await Promise.all(Array.from({ length: atOnce }, goThrough))
  return { done, failures, end: shared ?? (stopped.aborted ? 'interrupted' : 'last') }
}

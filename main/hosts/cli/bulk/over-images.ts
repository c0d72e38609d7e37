import type { ImageId, Outcome, Problem } from '../../../../preload/contract/index.ts'
import type { Terminal } from '../terminal.ts'
import { concernsAll } from './concerns-all.ts'

/** An image that could not be done, and why. */
export type Failure = { id: ImageId; problem: Problem }

/** How far it went. `end`: to the last one, until Ctrl-C, or up to a problem that all the others would share. */
export type Run = { done: number; failures: readonly Failure[]; end: 'last' | 'interrupted' | Problem }

type Work<T> = {
  /** How many are on their way together; 1 keeps their order. */
  atOnce?: number
  perform(id: ImageId): Promise<Outcome<T>>
  /** Told as each one ends. */
  tell(id: ImageId, outcome: Outcome<T>): void
  /** The line that moves. */
  line(standing: { done: number; failed: number }): string
}

/** The service's pace is the engine's business; more at once would only wait there. */
const usuallyAtOnce = 4
const redrawMs = 100

/** Does the same with many images. One that fails does not keep the others from it; after Ctrl-C no new one begins. */
export async function overImages<T>(
  terminal: Pick<Terminal, 'interrupted' | 'progress' | 'err'>,
  ids: Iterable<ImageId>,
  { atOnce = usuallyAtOnce, perform, tell, line }: Work<T>,
): Promise<Run> {
  const failures: Failure[] = []
  let done = 0
  let shared: Problem | null = null
  const waiting = ids[Symbol.iterator]()
  let drawnAt = Number.NEGATIVE_INFINITY
  const draw = () => {
    const now = performance.now()
    if (now - drawnAt < redrawMs) return
    drawnAt = now
    terminal.progress(line({ done, failed: failures.length }))
  }

  async function goThrough(): Promise<void> {
    while (shared === null && !terminal.interrupted.aborted) {
      const next = waiting.next()
      if (next.done === true) return
      const outcome = await perform(next.value)
      if (outcome.ok) done += 1
      else {
        failures.push({ id: next.value, problem: outcome.problem })
        if (concernsAll(outcome.problem)) shared ??= outcome.problem
      }
      tell(next.value, outcome)
      draw()
    }
  }

  const tellStop = () => {
    if (terminal.interrupted.reason !== 'unread')
      terminal.err('Stopping after those under way; Ctrl-C again ends at once.')
  }
  terminal.interrupted.addEventListener('abort', tellStop, { once: true })
  draw()
  await Promise.all(Array.from({ length: atOnce }, goThrough))
  terminal.interrupted.removeEventListener('abort', tellStop)
  terminal.progress(null)
  return { done, failures, end: shared ?? (terminal.interrupted.aborted ? 'interrupted' : 'last') }
}

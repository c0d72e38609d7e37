import { type ImageId, type Outcome, overImages as goOver, type Run } from '../../../../preload/contract/index.ts'
import type { Terminal } from '../terminal.ts'

type Work<T> = {
  /** How many are on their way together; 1 keeps their order. */
  atOnce?: number
  perform(id: ImageId): Promise<Outcome<T>>
  /** Told as each one ends. */
  tell(id: ImageId, outcome: Outcome<T>): void
  /** The line that moves. */
  line(standing: { done: number; failed: number }): string
}

const redrawMs = 100

/** The same with many images, before a person at a terminal: Ctrl-C stops it, and a line tells how far it is. */
export async function overImages<T>(
  terminal: Pick<Terminal, 'interrupted' | 'progress' | 'err'>,
  ids: Iterable<ImageId>,
  { perform, tell, line, ...rest }: Work<T>,
): Promise<Run> {
  let drawnAt = Number.NEGATIVE_INFINITY
  const draw = (standing: { done: number; failed: number }) => {
    const now = performance.now()
    if (now - drawnAt < redrawMs) return
    drawnAt = now
    terminal.progress(line(standing))
  }
  const tellStop = () => {
    if (terminal.interrupted.reason !== 'unread')
      terminal.err('Stopping after those under way; Ctrl-C again ends at once.')
  }
  terminal.interrupted.addEventListener('abort', tellStop, { once: true })
  draw({ done: 0, failed: 0 })
  const work = {
    ...rest,
    perform,
    tell(id: ImageId, outcome: Outcome<T>, standing: { done: number; failed: number }) {
      tell(id, outcome)
      draw(standing)
    },
  }
  const run = await goOver(ids, work, terminal.interrupted)
  terminal.interrupted.removeEventListener('abort', tellStop)
  terminal.progress(null)
  return run
}

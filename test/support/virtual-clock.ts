import type { Clock } from '../../main/engine/ports.ts'

/** Time that stands still until a test moves it. Timers run in order of their due time. */
export class VirtualClock implements Clock {
  #now: number
  #timers = new Map<number, { due: number; run: () => void }>()
  #made = 0

  /** Begins at the real time, since files carry real times. */
  constructor(now = Date.now()) {
    this.#now = now
  }

  now = (): number => this.#now

  /** The zone of the computer, in minutes ahead of UTC. */
  east = 0
  minutesEast = (): number => this.east

  after = (ms: number, run: () => void): (() => void) => {
    const id = this.#made++
    // Whole milliseconds, as the system counts them.
    this.#timers.set(id, { due: this.#now + Math.ceil(Math.max(0, ms)), run })
    return () => this.#timers.delete(id)
  }

  /** When the next timer is due; undefined when none is set. */
  nextDue(): number | undefined {
    const dues = [...this.#timers.values()].map(timer => timer.due)
    return dues.length === 0 ? undefined : Math.min(...dues)
  }

  /** Moves time forward, running what comes due on the way. */
  advance(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const next = [...this.#timers]
        .filter(([, timer]) => timer.due <= end)
        .toSorted(([a, x], [b, y]) => x.due - y.due || a - b)[0]
      if (next === undefined) break
      const [id, timer] = next
      this.#timers.delete(id)
      this.#now = Math.max(this.#now, timer.due)
      timer.run()
    }
    this.#now = end
  }

  /** Time passes, but the timers that came due in it ring late: a busy program. */
  passUnheard(ms: number): void {
    this.#now += ms
  }

  /** Moves time forward without running anything meanwhile: the computer sleeps. What came due runs on waking. */
  sleep(ms: number): void {
    this.#now += ms
    this.advance(0)
  }
}

/** Lets promises that are already settled go on, a few rounds deep. */
export async function breathe(rounds = 10): Promise<void> {
  for (let i = 0; i < rounds; i++) await Promise.resolve()
}

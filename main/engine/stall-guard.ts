import type { Instant, Problem } from '../../preload/contract/index.ts'
import type { Clock } from './ports.ts'

export type StallGuard = Disposable & { signal: AbortSignal; moved(): void }

/**
 * Gives up when nothing has moved for `quietMs`. A slow upload is fine; a silent one is not.
 * `heldUntil`: up to then it is we who wait for our turn, which is no silence.
 */
export function stallGuard(clock: Clock, quietMs: number, heldUntil: () => Instant = () => 0): StallGuard {
  const controller = new AbortController()
  const giveUp = () => controller.abort({ code: 'stalled', quietMs } satisfies Problem)
  let deadline = clock.now() + quietMs
  // One timer that looks again, not one per chunk: a fast upload moves thousands of times a second.
  const look = () => {
    const left = Math.max(deadline, heldUntil() + quietMs) - clock.now()
    if (left <= 0) giveUp()
    else forget = clock.after(left, look)
  }
  let forget = clock.after(quietMs, look)
  return {
    signal: controller.signal,
    moved: () => {
      deadline = clock.now() + quietMs
    },
    [Symbol.dispose]: () => forget(),
  }
}

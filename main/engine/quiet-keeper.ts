import type { QuietHours, QuietView } from '../../preload/contract/index.ts'
import type { Bandwidth } from './bandwidth.ts'
import type { Pauses } from './pauses.ts'
import type { Clock } from './ports.ts'
import { quietAt } from './quiet-at.ts'

/** Keeps the quiet hours: holds the queue back, or slows it down, for as long as they last. */
export interface QuietKeeper {
  /** Looks at the hours and the clock, now and again and again. */
  start(): void
  /** The hours were changed. */
  look(): void
  /** What holds at this moment; null outside quiet hours. */
  view(): QuietView | null
  stop(): void
}

type Needs = {
  clock: Clock
  bandwidth: Bandwidth
  pauses: Pauses
  hours(): QuietHours | null
  tellChanged(): void
}

/** So long a clock that was set, or a journey into another time zone, may go unnoticed. */
const lookAgainMs = 900_000

export function createQuietKeeper({ clock, bandwidth, pauses, hours, tellChanged }: Needs): QuietKeeper {
  let isStarted = false
  let forget = () => {}
  let kept = 'nothing'

  const now = (quietHours: QuietHours) => quietAt(quietHours, clock.now(), clock.minutesEast(clock.now()))

  function view(): QuietView | null {
    const quietHours = hours()
    if (quietHours === null) return null
    const { isQuiet, changesAt } = now(quietHours)
    return isQuiet ? { until: changesAt, bytesPerSecond: quietHours.bytesPerSecond } : null
  }

  function look(): void {
    if (!isStarted) return
    forget()
    const quietHours = hours()
    const quiet = view()
    bandwidth.quietLimit = quiet?.bytesPerSecond ?? null
    pauses.hold('quiet-hours', quiet !== null && quiet.bytesPerSecond === null)
    if (JSON.stringify(quiet) !== kept) {
      kept = JSON.stringify(quiet)
      tellChanged()
    }
    if (quietHours === null) return
    const changesIn = now(quietHours).changesAt - clock.now()
    forget = clock.after(Math.min(lookAgainMs, Math.max(1, changesIn)), look)
  }

  return {
    start() {
      isStarted = true
      kept = JSON.stringify(null)
      look()
    },
    look,
    view,
    stop() {
      isStarted = false
      forget()
    },
  }
}

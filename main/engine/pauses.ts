import type { Clock } from './ports.ts'
import type { Uploader } from './uploader.ts'

/** Who may hold the queue back. `asleep`, `metered`: the computer, as its host tells. */
export type Holder = 'person' | 'quiet-hours' | 'asleep' | 'metered'

/** Who holds the queue back. It goes on when nobody does. */
export interface Pauses {
  readonly byPerson: boolean
  readonly byMeter: boolean
  hold(who: Holder, isHeld: boolean): void
}

export function createPauses(clock: Clock, uploader: Pick<Uploader, 'tell'>): Pauses {
  const holders = new Set<Holder>()
  return {
    get byPerson() {
      return holders.has('person')
    },
    get byMeter() {
      return holders.has('metered')
    },
    hold(who, isHeld) {
      const before = holders.size
      if (isHeld) holders.add(who)
      else holders.delete(who)
      if (before === 0 && holders.size > 0) uploader.tell({ kind: 'queuePaused', now: clock.now() })
      if (before > 0 && holders.size === 0) uploader.tell({ kind: 'queueResumed' })
    },
  }
}

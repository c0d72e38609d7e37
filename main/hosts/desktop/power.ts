import { powerMonitor, powerSaveBlocker } from 'electron'
import type { EngineLine } from './engine-line.ts'

type Needs = {
  line: Pick<EngineLine, 'order'>
  /** The person logs off or the computer is shut down: there are a few seconds. */
  onShutdown(): void
}

/** Keeps the computer awake while photos are sent, and the engine quiet while it sleeps. */
export interface Power {
  keepAwake(isWanted: boolean): void
}

export function watchPower({ line, onShutdown }: Needs): Power {
  let blocker: number | null = null
  powerMonitor.on('suspend', () => void line.order('hold', { because: 'asleep', isHeld: true }))
  powerMonitor.on('resume', () => {
    void (async () => {
      await line.order('hold', { because: 'asleep', isHeld: false })
      await line.order('crawlAll', {})
    })()
  })
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    // Else Linux and macOS do not wait for us; the definitions leave the event out.
    event?.preventDefault()
    onShutdown()
  })
  return {
    keepAwake(isWanted) {
      if (isWanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
      if (!isWanted && blocker !== null) {
        powerSaveBlocker.stop(blocker)
        blocker = null
      }
    },
  }
}

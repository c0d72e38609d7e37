import type { EngineLine } from './engine-line.ts'
import { type Metered, readMetered } from './metered-line.ts'

type Needs = {
  line: Pick<EngineLine, 'order'>
  platform: NodeJS.Platform
  /** Only then does the line matter. */
  isBusy(): boolean
  onChange(): void
  read?: (platform: NodeJS.Platform) => Promise<Metered>
}

/** Holds the queue back while the system says that the line costs by the byte, unless the person says “anyway”. */
export interface MeteredWatch {
  readonly isHolding: boolean
  /** Looks anew, for an engine that has just begun and holds nothing. */
  begin(): void
  /** Until this line is left. */
  sendAnyway(): void
}

const lookEveryMs = 60_000

export function watchMetered({ line, platform, isBusy, onChange, read = readMetered }: Needs): MeteredWatch {
  let isHolding = false
  let isAnyway = false

  async function hold(isHeld: boolean): Promise<void> {
    if (isHeld === isHolding) return
    isHolding = isHeld
    await line.order('hold', { because: 'metered', isHeld })
    onChange()
  }

  async function look(): Promise<void> {
    const isMetered = (await read(platform)) === 'yes'
    if (!isMetered) isAnyway = false
    await hold(isMetered && !isAnyway)
  }

  setInterval(() => (isBusy() || isHolding) && void look(), lookEveryMs).unref()
  return {
    get isHolding() {
      return isHolding
    },
    begin() {
      isHolding = false
      void look()
    },
    sendAnyway() {
      isAnyway = true
      void hold(false)
    },
  }
}

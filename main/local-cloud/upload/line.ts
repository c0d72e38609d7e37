import { setTimeout as sleep } from 'node:timers/promises'

/** A gap this short is ours: a timer that rang late or a busy machine. In a longer one, nobody was sending. */
const OUR_DELAY_MS = 40

/** The line all uploads share. Bytes wait their turn, so the rate holds over all of them together. */
export function createLine(closing: AbortSignal) {
  let freeAt = 0
  return {
    /** Resolves once these bytes have come through at this rate. */
    async pass(bytes: number, bytesPerSecond: number): Promise<void> {
      const now = performance.now()
      const startsAt = now - freeAt > OUR_DELAY_MS ? now : freeAt
      freeAt = startsAt + (bytes / bytesPerSecond) * 1000
      if (freeAt - now > 1) await sleep(freeAt - now, undefined, { signal: closing })
    },
  }
}

import type { Clock } from './ports.ts'
import { sleep } from './sleep.ts'

/** One limit for all uploads together, in bytes per second; it may change while they run. */
export interface Bandwidth {
  limit: number | null
  /** Of quiet hours; the lower one counts. */
  quietLimit: number | null
  /** Cuts a chunk into pieces small enough that every upload gets its turn many times a second. */
  pieces(chunk: Uint8Array): Iterable<Uint8Array>
  /** Resolves when these bytes may go. First come, first served. */
  take(bytes: number, signal: AbortSignal): Promise<void>
}

/** After a pause of the sender this much of the missed time may be caught up, so that timers that fire late cost no speed. */
const catchUpMs = 50

export function createBandwidth(clock: Clock, limit: number | null): Bandwidth {
  let nextFree = 0
  const bandwidth: Bandwidth = {
    limit,
    quietLimit: null,
    *pieces(chunk) {
      for (let at = 0; at < chunk.length;) {
        // A twentieth of a second each, measured anew, so that a new limit is felt at once and nobody waits behind a large piece.
        const now = allowed()
        const size = now === null ? chunk.length : Math.min(65_536, Math.max(512, Math.floor(now / 20)))
        yield chunk.subarray(at, at + size)
        at += size
      }
    },
    async take(bytes, signal) {
      const most = allowed()
      if (most === null) return
      const now = clock.now()
      const start = Math.max(now - catchUpMs, nextFree)
      nextFree = start + (bytes / most) * 1_000
      if (start > now) await sleep(clock, start - now, signal)
    },
  }
  function allowed(): number | null {
    const { limit, quietLimit } = bandwidth
    return limit === null ? quietLimit : quietLimit === null ? limit : Math.min(limit, quietLimit)
  }
  return bandwidth
}

const afterFallMs = [0, 500, 2_000, 5_000, 15_000, 60_000]
/** A full disk is rarely emptied within seconds. */
const afterHaltMs = 10_000

/** How long to wait before the engine is started again after it fell for the n-th time, from 1, in ms. */
export function pauseBefore(falls: number, hasHalted: boolean): number {
  const pause = afterFallMs[Math.min(falls, afterFallMs.length) - 1] ?? 0
  return hasHalted ? Math.max(afterHaltMs, pause) : pause
}

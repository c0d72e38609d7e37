/** The service counts calls in windows of this length (images-api §1.4). */
const windowSeconds = 300

type Budget = { readonly remaining: number; readonly quota: number; readonly resetAt: number }

/** Seconds until so many bytes and calls are through: the line and the budget of calls run side by side, the slower one counts. */
export function timeToSend(
  { bytes, calls }: { readonly bytes: number; readonly calls: number },
  speed: number | null,
  budget: Budget | undefined,
  now: number,
): number | null {
  if (speed === null || speed <= 0) return null
  const onLine = bytes / speed
  if (budget === undefined || calls <= budget.remaining || budget.quota <= 0) return onLine
  const windows = Math.ceil((calls - budget.remaining) / budget.quota)
  const untilNext = Math.max(0, budget.resetAt - now) / 1_000
  return Math.max(onLine, untilNext + (windows - 1) * windowSeconds)
}

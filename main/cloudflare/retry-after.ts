/** `Retry-After` in ms: whole seconds or an HTTP date; null when absent or unreadable. */
export function retryAfter(headers: Headers, now: number): number | null {
  const text = headers.get('retry-after')?.trim()
  if (text === undefined || text === '') return null
  if (/^\d+(\.\d+)?$/.test(text)) return Math.round(Number(text) * 1_000)
  // Date.parse makes a date of almost anything; an HTTP date begins with its weekday.
  const until = /^[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(until) ? null : Math.max(0, until - now)
}

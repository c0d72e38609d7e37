/** Bytes as photographers read them: 12.3 MB, 1,234.5 MB; what would round to nothing: 12.3 kB. */
export const megabytes = (bytes: number): string =>
  bytes > 0 && bytes < 50_000 ? `${grouped(Math.max(0.1, bytes / 1e3), 1)} kB` : `${grouped(bytes / 1e6, 1)} MB`

/** 1234567 → 1,234,567; the same in every country, since scripts read it too. */
export const grouped = (value: number, decimals = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })

/** Time left, no finer than it can be trusted: 8 s · 45 s · 2 min 40 s · 1 h 20 min. */
export function timeLeft(seconds: number): string {
  if (seconds < 10) return `${Math.max(1, Math.ceil(seconds))} s`
  if (seconds <= 55) return `${Math.ceil(seconds / 5) * 5} s`
  if (seconds < 595) return minutes(Math.ceil(seconds / 10) * 10)
  if (seconds < 3_570) return `${Math.ceil(seconds / 60)} min`
  const fives = Math.ceil(seconds / 300) * 5
  return fives % 60 === 0 ? `${fives / 60} h` : `${Math.floor(fives / 60)} h ${fives % 60} min`
}

/** Time taken, in seconds with one decimal below a minute. */
export function timeTaken(ms: number): string {
  const seconds = ms / 1_000
  return seconds < 59.95 ? `${seconds.toFixed(1)} s` : minutes(Math.round(seconds))
}

const minutes = (seconds: number) =>
  seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`

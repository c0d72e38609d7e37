/** For how long a link is signed; `own`: until a time that is chosen. */
export const spans = ['hour', 'day', 'week', 'own'] as const
export type Span = (typeof spans)[number]

const hourMs = 3_600_000
const lengths: Readonly<Record<Exclude<Span, 'own'>, number>> = { hour: hourMs, day: 24 * hourMs, week: 168 * hourMs }

/** When a link ends, in ms since 1970; NaN where no time is chosen. `own` is local time, as a field for date and time has it. */
export const endOf = (span: Span, own: string, now: number): number =>
  span === 'own' ? new Date(own).getTime() : now + lengths[span]

/** A time as such a field has it: local, to the minute. */
export function asLocalTime(at: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const day = new Date(at)
  const date = `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`
  return `${date}T${two(day.getHours())}:${two(day.getMinutes())}`
}

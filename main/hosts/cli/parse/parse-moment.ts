import type { Instant } from '../../../../preload/contract/index.ts'

/** A time as a person writes it: from `at` up to, not with, `until`. Only a day has any length. */
export type Moment = { at: Instant; until: Instant; isDay: boolean }

const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?)?$/i

/** `2026-05-01`, `2026-05-01T18:00`, or with seconds or an offset; else by this computer's clock. Null where it is none. */
export function parseMoment(text: string): Moment | null {
  const [, day, time, offset = ''] = written.exec(text.trim()) ?? []
  if (day === undefined || !isDay(day)) return null
  if (time === undefined) {
    // A date alone would be read as UTC; a person means their own midnight. Not every day has 24 hours.
    const next = new Date(`${day}T00:00:00`)
    const at = next.getTime()
    next.setDate(next.getDate() + 1)
    return { at, until: next.getTime(), isDay: true }
  }
  const at = Date.parse(`${day}T${time}${offset.toUpperCase()}`)
  return Number.isNaN(at) ? null : { at, until: at, isDay: false }
}

/** Of 2026-02-30 JavaScript would make a day in March. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

import { InvalidArgumentError } from 'commander'
import type { Instant } from '../../../../preload/contract/index.ts'
import { parseDuration } from './parse-duration.ts'
import { parseMoment } from './parse-moment.ts'

/** When something ends. `isEndOfDay`: only a date was given, which lasts until its end. */
export type Expiry = { at: Instant; isEndOfDay: boolean }

/** `7d` or `12h` from now, `2026-12-24` to the end of that day, or `2026-12-24T18:00`, both by this computer's clock. */
export function parseExpiry(text: string, now: Instant): Expiry {
  const seconds = parseDuration(text)
  const moment = parseMoment(text)
  if (seconds === null && moment === null)
    throw new InvalidArgumentError('Write a time from now (12h, 7d) or a date (2026-12-24, 2026-12-24T18:00).')
  // Signatures count whole seconds: the last one of the day is still in it.
  const at = moment === null ? now + (seconds ?? 0) * 1_000 : moment.isDay ? moment.until - 1_000 : moment.at
  if (!(at > now)) throw new InvalidArgumentError('That is over already.')
  if (at > latest) throw new InvalidArgumentError('That is too far away.')
  return { at, isEndOfDay: moment?.isDay ?? false }
}

/** The end of the year 9999: beyond it dates are no longer written with four digits. */
const latest = Date.UTC(10_000, 0, 1) - 1_000

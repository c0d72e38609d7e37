import { InvalidArgumentError } from 'commander'
import { parseDuration } from './parse-duration.ts'

/** A reader of durations within these bounds, written as durations themselves: `2m`, `6h`. */
export const secondsWithin =
  (from: string, to: string) =>
  (text: string): number => {
    const seconds = parseDuration(text)
    if (seconds !== null && seconds >= (parseDuration(from) ?? 0) && seconds <= (parseDuration(to) ?? 0)) return seconds
    throw new InvalidArgumentError(`Write a time from ${from} to ${to}: 90s, 30m, 12h, 7d.`)
  }

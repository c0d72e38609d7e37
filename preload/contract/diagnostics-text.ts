import type { Diagnostics } from './diagnostics.ts'
import { logText } from './log-text.ts'

/** The diagnostics file, letter by letter: JSON with times that people can read. */
export const diagnosticsText = ({ log, ...described }: Diagnostics): string =>
  `${JSON.stringify({ ...described, log: log.map(logText) }, withTimes, 2)}\n`

const withTimes = (name: string, value: unknown): unknown =>
  typeof value === 'number' && /^(at|resetAt|until)$/.test(name) ? new Date(value).toISOString() : value

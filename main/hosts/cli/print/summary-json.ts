import type { Tally } from '../tally.ts'

/** The last line for a program: how many ended in which state. */
export const summaryJson = ({ counts }: Tally, ignored: number): string =>
  JSON.stringify({ summary: { ...counts, ignored } })

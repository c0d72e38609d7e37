import type { LogLine } from '../../../preload/contract/index.ts'

/** What is known beside the sentence of a line. */
export const factsOf = ({ facts }: LogLine): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ')

/** One line of the log as text, for those who help. */
export function writtenLine(line: LogLine): string {
  const facts = factsOf(line)
  return `${new Date(line.at).toISOString()} ${line.level} ${line.what}${facts === '' ? '' : ` · ${facts}`}`
}

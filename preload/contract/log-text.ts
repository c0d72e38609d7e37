import type { LogLine } from './log.ts'

/** What is known beside the sentence of a line. */
export const factsText = ({ facts }: Pick<LogLine, 'facts'>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${name}: ${value}`)
    .join(' · ')

/** One line of the log as text. */
export function logText(line: LogLine): string {
  const facts = factsText(line)
  return `${new Date(line.at).toISOString()} ${line.level} ${line.what}${facts === '' ? '' : ` · ${facts}`}`
}

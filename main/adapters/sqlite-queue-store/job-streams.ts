import type { SQLInputValue } from 'node:sqlite'
import type { JobKind, ProfileName } from '../../../preload/contract/index.ts'
import type { Connection } from './connection.ts'

/** One run of jobs that an index holds ready in order. */
export type JobStream = { where: string; values: SQLInputValue[] }

/** Which profiles have jobs in which of these states at this moment. */
export function livePairs(
  connection: Connection,
  kinds: readonly JobKind[] | undefined,
  profile: ProfileName | undefined,
): { profile: string; kind: string }[] {
  const wanted: ReadonlySet<string> | undefined = kinds && new Set(kinds)
  return connection
    .rows('SELECT profile, kind FROM tally WHERE jobs > 0')
    .map(row => ({ profile: String(row['profile']), kind: String(row['kind']) }))
    .filter(pair => (wanted?.has(pair.kind) ?? true) && (profile === undefined || pair.profile === profile))
}

/**
 * Merges streams by `order`. SQLite merges what its indexes already hold in that order and stops at the limit,
 * so nothing is sorted and nothing is read that is not asked for. The limit is the last value.
 */
export function mergeStreams(columns: string, streams: readonly JobStream[], order: string) {
  const parts = streams.map(stream => `SELECT ${columns} FROM jobs ${stream.where}`)
  return {
    sql: `${parts.join(' UNION ALL ')} ORDER BY ${order} LIMIT ?`,
    values: streams.flatMap(stream => stream.values),
  }
}

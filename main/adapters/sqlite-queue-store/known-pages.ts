import type { KnownQuery } from '../../../preload/contract/index.ts'
import { type Condition, equals, sqlOf, valuesOf, wordConditions } from './condition.ts'
import type { Connection } from './connection.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { listedPhoto, placeOfId } from './known-row.ts'

/** One page of the photos with this verdict, newest first. Names are compared in the index; rows are read only for what is shown. */
export function pageOfKnown(connection: Connection, query: KnownQuery) {
  const { verdict, profile, after, limit } = query
  const cursor = readCursor(`known ${verdict}`, 2, after)
  const conditions: Condition[] = [
    ...(profile === undefined ? [] : [{ sql: 'profile = ?', values: [profile] }]),
    { sql: 'verdict = ?', values: [verdict] },
    ...(cursor === null ? [] : [{ sql: '(at, n) < (?, ?)', values: cursor }]),
    ...equals('folder', query.folder),
    ...equals('rule', query.rule),
    ...wordConditions(query.text ?? ''),
  ]
  const index = profile === undefined ? 'ledger_age' : 'ledger_profile_age'
  const found = connection.every(
    listedPhoto,
    `SELECT * FROM ledger INDEXED BY ${index} WHERE words IS NOT NULL AND ${sqlOf(conditions)}
     ORDER BY at DESC, n DESC LIMIT ?`,
    ...valuesOf(conditions),
    limit + 1,
  )
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const [n, at] = (last && placeOfId(last.id)) ?? []
  const more = found.length > rows.length && n !== undefined && at !== undefined
  return { rows, next: more ? writeCursor(`known ${verdict}`, [at, n]) : null }
}

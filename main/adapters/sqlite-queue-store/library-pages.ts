import type { SQLInputValue } from 'node:sqlite'
import type { Image, LibraryQuery, ProfileName } from '../../../preload/contract/index.ts'
import type { Connection } from './connection.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { foldText } from './fold-text.ts'
import { libraryShape, nameOf } from './library-row.ts'

type Condition = { sql: string; values: readonly SQLInputValue[] }

const orders = {
  newest: { index: 'library_age', by: 'uploaded_at DESC, image_id DESC', after: '(uploaded_at, image_id) < (?, ?)' },
  oldest: { index: 'library_age', by: 'uploaded_at, image_id', after: '(uploaded_at, image_id) > (?, ?)' },
  name: { index: 'library_name', by: 'name, image_id', after: '(name, image_id) > (?, ?)' },
} as const

/** One page of the mirror, and how many images there are in all that meet the question. */
export function pageOfLibrary(connection: Connection, profile: ProfileName, query: LibraryQuery) {
  const order = orders[query.order]
  const asked = conditionsOf(profile, query)
  const cursor = readCursor(`library ${query.order}`, 2, query.after)
  const conditions = cursor === null ? asked : [...asked, { sql: order.after, values: cursor }]
  const found = connection.every(
    libraryShape,
    `SELECT * FROM library INDEXED BY ${order.index} WHERE ${sqlOf(conditions)} ORDER BY ${order.by} LIMIT ?`,
    ...conditions.flatMap(condition => condition.values),
    query.limit + 1,
  )
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  const more = found.length > rows.length && last !== undefined
  return {
    rows,
    next: more ? writeCursor(`library ${query.order}`, keysOf(last, query.order)) : null,
    total: countOf(connection, asked),
  }
}

function countOf(connection: Connection, conditions: readonly Condition[]): number {
  const sql = `SELECT count(*) AS count FROM library INDEXED BY library_age WHERE ${sqlOf(conditions)}`
  return Number(connection.row(sql, ...conditions.flatMap(condition => condition.values))?.['count'])
}

const keysOf = (image: Image, order: LibraryQuery['order']) => [
  order === 'name' ? nameOf(image) : image.uploadedAt,
  image.id,
]

const sqlOf = (conditions: readonly Condition[]) => conditions.map(condition => condition.sql).join(' AND ')

function conditionsOf(profile: ProfileName, query: LibraryQuery): Condition[] {
  const conditions: Condition[] = [{ sql: 'profile = ?', values: [profile] }]
  const ask = (sql: string, ...values: SQLInputValue[]) => conditions.push({ sql, values })
  if (query.uploadedFrom !== undefined) ask('uploaded_at >= ?', query.uploadedFrom)
  if (query.uploadedBefore !== undefined) ask('uploaded_at < ?', query.uploadedBefore)
  if (query.private !== undefined) ask('private = ?', query.private ? 1 : 0)
  if (query.creator === null) ask('creator IS NULL')
  else if (query.creator !== undefined) ask('creator = ?', query.creator)
  for (const word of new Set(foldText(query.text ?? '').split(/\s+/)))
    if (word !== '') ask(`words LIKE ? ESCAPE '\\'`, `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  return conditions
}

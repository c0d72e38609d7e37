import type { SQLInputValue } from 'node:sqlite'
import type { Image, LibraryIndex, LibraryQuery, ProfileName } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { type Condition, sqlOf, valuesOf, wordConditions } from './condition.ts'
import { libraryShape, nameOf } from './library-row.ts'

const orders = {
  newest: { index: 'library_age', by: 'uploaded_at DESC, image_id DESC', after: '(uploaded_at, image_id) < (?, ?)' },
  oldest: { index: 'library_age', by: 'uploaded_at, image_id', after: '(uploaded_at, image_id) > (?, ?)' },
  name: { index: 'library_name', by: 'name, image_id', after: '(name, image_id) > (?, ?)' },
} as const

type Filter = Parameters<QueueStore['library']['list']>[1]
type Query = Parameters<QueueStore['library']['page']>[1]

/** An account holds 100,000 images unless more was agreed upon; nobody scrolls through more. */
const mostListed = 250_000

/** All images that meet the filter, as columns read from one index. */
export function listOfLibrary(connection: Connection, profile: ProfileName, filter: Filter): LibraryIndex {
  const order = orders[filter.order]
  const { asked } = narrowed(connection, profile, filter)
  const found = connection.lists(
    `SELECT image_id, uploaded_at, private, proportion FROM library INDEXED BY ${order.index}
     WHERE ${sqlOf(asked)} ORDER BY ${order.by} LIMIT ?`,
    ...valuesOf(asked),
    mostListed,
  )
  const index: LibraryIndex = { ids: [], uploadedAt: [], private: [], proportions: [] }
  for (const [id, uploadedAt, isPrivate, proportion] of found) {
    index.ids.push(String(id))
    index.uploadedAt.push(Number(uploadedAt))
    index.private.push(isPrivate === 1)
    index.proportions.push(Math.round(Number(proportion ?? 0) * 1_000) / 1_000)
  }
  return index
}

/** One page of the mirror, and how many images there are in all that meet the question. */
export function pageOfLibrary(connection: Connection, profile: ProfileName, query: Query) {
  const order = orders[query.order]
  const { asked, total } = narrowed(connection, profile, query)
  const cursor = readCursor(`library ${query.order}`, 2, query.after)
  const conditions = cursor === null ? asked : [...asked, { sql: order.after, values: cursor }]
  const found = connection.every(
    libraryShape,
    `SELECT * FROM library INDEXED BY ${order.index} WHERE ${sqlOf(conditions)} ORDER BY ${order.by} LIMIT ?`,
    ...valuesOf(conditions),
    query.limit + 1,
  )
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  const more = found.length > rows.length && last !== undefined
  const next = more ? writeCursor(`library ${query.order}`, keysOf(last, query.order)) : null
  return { rows, next, total }
}

const keysOf = (image: Image, order: LibraryQuery['order']) => [
  order === 'name' ? nameOf(image) : image.uploadedAt,
  image.id,
]

/** What is asked of each row, and how many meet it. Words are looked for once, in an index that holds them all. */
function narrowed(connection: Connection, profile: ProfileName, query: Filter) {
  const plain = conditionsOf(profile, query)
  const words = wordConditions(query.text ?? '')
  if (words.length > 0) {
    const all = [...plain, ...words]
    const sql = `SELECT n FROM library INDEXED BY library_words WHERE ${sqlOf(all)}`
    const found = connection.lists(sql, ...valuesOf(all)).map(([n]) => Number(n))
    const among = { sql: 'n IN (SELECT value FROM json_each(?))', values: [JSON.stringify(found)] }
    return { asked: [...plain.slice(0, 1), among], total: found.length }
  }
  const sql = `SELECT count(*) AS count FROM library INDEXED BY library_age WHERE ${sqlOf(plain)}`
  return { asked: plain, total: Number(connection.row(sql, ...valuesOf(plain))?.['count']) }
}

/** The profile comes first: every index begins with it. */
function conditionsOf(profile: ProfileName, query: Filter): Condition[] {
  const conditions: Condition[] = [{ sql: 'profile = ?', values: [profile] }]
  const ask = (sql: string, ...values: SQLInputValue[]) => conditions.push({ sql, values })
  if (query.uploadedFrom !== undefined) ask('uploaded_at >= ?', query.uploadedFrom)
  if (query.uploadedBefore !== undefined) ask('uploaded_at < ?', query.uploadedBefore)
  if (query.private !== undefined) ask('private = ?', query.private ? 1 : 0)
  if (query.creator === null) ask('creator IS NULL')
  else if (query.creator !== undefined) ask('creator = ?', query.creator)
  if (query.under !== undefined) {
    const [first, beyond] = rangeUnder(query.under)
    const sql = 'SELECT image_id FROM receipts INDEXED BY receipts_path WHERE profile = ? AND path > ? AND path < ?'
    ask(`image_id IN (${sql})`, profile, first, beyond)
  }
  return conditions
}

/** All paths below a folder sort between these two, whichever mark parts its names. */
function rangeUnder(folder: string): [first: string, beyond: string] {
  const mark = folder.startsWith('/') || !folder.includes('\\') ? '/' : '\\'
  const first = folder.endsWith(mark) ? folder : folder + mark
  return [first, first.slice(0, -1) + String.fromCharCode(mark.charCodeAt(0) + 1)]
}

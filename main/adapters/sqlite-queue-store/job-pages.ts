import type { UploadJob } from '../../../preload/contract/index.ts'
import type { Page, QueueStore } from '../../engine/ports.ts'
import { equals, sqlOf, valuesOf, wordConditions } from './condition.ts'
import type { Connection } from './connection.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { isOpen, jobShape } from './job-row.ts'
import { livePairs, mergeStreams } from './job-streams.ts'

export type PageChoice = Parameters<QueueStore['jobs']['page']>[0]

const inLine = {
  name: 'line',
  where: 'INDEXED BY jobs_order WHERE open = 1 AND profile = ? AND kind = ?',
  after: ' AND (rank, place, created_at, id) > (?, ?, ?, ?)',
  order: 'rank, place, created_at, id',
  keys: (job: UploadJob) => [0 - job.priority, job.place, job.createdAt, job.id],
}

const newestFirst = {
  name: 'newest',
  where: 'INDEXED BY jobs_age WHERE profile = ? AND kind = ?',
  after: ' AND (created_at, id) < (?, ?)',
  order: 'created_at DESC, id DESC',
  keys: (job: UploadJob) => [job.createdAt, job.id],
}

/**
 * One page of jobs. Only unfinished states asked for: in queue order (priority, then place, then age).
 * Any other choice, among them delivered ones and all (`kinds` left out): newest first by `createdAt`.
 * Names, folders and reasons are compared in the index; rows are read only for what is shown.
 */
export function pageOfJobs(connection: Connection, choice: PageChoice): Page<UploadJob> {
  const order = choice.kinds !== undefined && choice.kinds.every(isOpen) ? inLine : newestFirst
  const after = readCursor(order.name, order === inLine ? 4 : 2, choice.after)
  const pairs = livePairs(connection, choice.kinds, choice.profile)
  if (pairs.length === 0) return { rows: [], next: null }

  const asked = [
    ...equals('folder', choice.folder),
    ...equals('because', choice.because),
    ...wordConditions(choice.text ?? ''),
  ]
  const narrowed = asked.length === 0 ? '' : ` AND ${sqlOf(asked)}`
  const streams = pairs.map(pair => ({
    where: order.where + (after === null ? '' : order.after) + narrowed,
    values: [pair.profile, pair.kind, ...(after ?? []), ...valuesOf(asked)],
  }))
  const { sql, values } = mergeStreams('*', streams, order.order)
  const found = connection.every(jobShape, sql, ...values, choice.limit + 1)
  const rows = found.slice(0, choice.limit)
  const last = rows.at(-1)
  return {
    rows,
    next: found.length > rows.length && last !== undefined ? writeCursor(order.name, order.keys(last)) : null,
  }
}

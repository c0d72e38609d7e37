import { Receipt } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { objectIn, type Shape } from './shape.ts'

const receiptShape: Shape<Receipt> = {
  table: 'receipts',
  schema: Receipt,
  compose: row => ({
    ...objectIn(row['rest']),
    job: row['job'],
    profile: row['profile'],
    path: row['path'],
    sha256: row['sha256'],
    imageId: row['image_id'],
    at: row['at'],
  }),
}

const add = `INSERT INTO receipts (job, profile, path, sha256, image_id, at, rest) VALUES (?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (job) DO UPDATE SET profile = excluded.profile, path = excluded.path, sha256 = excluded.sha256,
  image_id = excluded.image_id, at = excluded.at, rest = excluded.rest`

/** Proofs of delivery. One per job; adding it again replaces it. */
export function receiptsIn(connection: Connection): QueueStore['receipts'] {
  return {
    add: receipt =>
      void connection.run(
        add,
        receipt.job,
        receipt.profile,
        receipt.path,
        receipt.sha256,
        receipt.imageId,
        receipt.at,
        JSON.stringify({ name: receipt.name, bytes: receipt.bytes, links: receipt.links }),
      ),
    ofBytes: (profile, sha256) =>
      connection.first(
        receiptShape,
        'SELECT * FROM receipts INDEXED BY receipts_bytes WHERE profile = ? AND sha256 = ? ORDER BY at DESC LIMIT 1',
        profile,
        sha256,
      ),
    ofJob: job => connection.first(receiptShape, 'SELECT * FROM receipts WHERE job = ?', job),
    page(choice) {
      const after = readCursor('receipts', 2, choice.after) ?? [Number.MAX_VALUE, '']
      const [where, values] =
        choice.profile === undefined
          ? ['INDEXED BY receipts_age WHERE', after]
          : ['INDEXED BY receipts_profile WHERE profile = ? AND', [choice.profile, ...after]]
      const sql = `SELECT * FROM receipts ${where} (at, job) < (?, ?) ORDER BY at DESC, job DESC LIMIT ?`
      const found = connection.every(receiptShape, sql, ...values, choice.limit + 1)
      const rows = found.slice(0, choice.limit)
      const last = rows.at(-1)
      const more = found.length > rows.length && last !== undefined
      return { rows, next: more ? writeCursor('receipts', [last.at, last.job]) : null }
    },
  }
}

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
    ...(row['ended_at'] === null ? {} : { endedAt: row['ended_at'] }),
  }),
}

const add = `INSERT INTO receipts (job, profile, path, sha256, image_id, at, ended_at, rest)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (job) DO UPDATE SET profile = excluded.profile, path = excluded.path, sha256 = excluded.sha256,
  image_id = excluded.image_id, at = excluded.at, ended_at = excluded.ended_at, rest = excluded.rest`

export type Receipts = QueueStore['receipts'] & {
  /** The image of these receipts is known under another id now, and is there. */
  move(profile: string, from: string, to: { id: string; links: string[] }): void
}

/** Proofs of delivery. One per job; adding it again replaces it. `keepCopy` is told of every receipt as it is from now on. */
export function receiptsIn(connection: Connection, keepCopy: (receipt: Receipt) => void): Receipts {
  const save = (receipt: Receipt) => {
    connection.run(
      add,
      receipt.job,
      receipt.profile,
      receipt.path,
      receipt.sha256,
      receipt.imageId,
      receipt.at,
      receipt.endedAt ?? null,
      JSON.stringify({ name: receipt.name, bytes: receipt.bytes, links: receipt.links }),
    )
    keepCopy(receipt)
  }
  const allOfImage = (profile: string, image: string) =>
    connection.every(receiptShape, 'SELECT * FROM receipts WHERE profile = ? AND image_id = ?', profile, image)

  return {
    add: save,
    ofBytes: (profile, sha256) =>
      connection.first(
        receiptShape,
        `SELECT * FROM receipts INDEXED BY receipts_kept WHERE ended_at IS NULL AND profile = ? AND sha256 = ?
         ORDER BY at DESC LIMIT 1`,
        profile,
        sha256,
      ),
    endedOfBytes: (profile, sha256) =>
      connection.first(
        receiptShape,
        `SELECT * FROM receipts INDEXED BY receipts_bytes WHERE ended_at IS NOT NULL AND profile = ? AND sha256 = ?
         ORDER BY at DESC LIMIT 1`,
        profile,
        sha256,
      ),
    ofJob: job => connection.first(receiptShape, 'SELECT * FROM receipts WHERE job = ?', job),
    ofImage: (profile, image) =>
      connection.first(
        receiptShape,
        'SELECT * FROM receipts INDEXED BY receipts_image WHERE profile = ? AND image_id = ? ORDER BY at DESC LIMIT 1',
        profile,
        image,
      ),
    end(profile, image, at) {
      for (const { endedAt, ...receipt } of allOfImage(profile, image)) {
        if (at === null && endedAt !== undefined) save(receipt)
        else if (at !== null && endedAt === undefined) save({ ...receipt, endedAt: at })
      }
    },
    filled(profile, image, sha256, at) {
      for (const { endedAt, ...receipt } of allOfImage(profile, image)) {
        const isKept = receipt.sha256 === sha256
        if (isKept && endedAt !== undefined) save(receipt)
        else if (!isKept && endedAt === undefined) save({ ...receipt, endedAt: at })
      }
    },
    move(profile, from, to) {
      for (const { endedAt: _, ...receipt } of allOfImage(profile, from))
        save({ ...receipt, imageId: to.id, links: to.links })
    },
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

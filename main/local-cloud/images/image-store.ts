import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type ImageRecord, Original } from './image-record.ts'

const Row = z.object({
  id: z.string(),
  reservation: z.string(),
  uploaded_at: z.number(),
  expires_at: z.number(),
  require_signed: z.number(),
  creator: z.string().nullable(),
  metadata: z.string(),
  original: z.string().nullable(),
})

export type ImageStore = ReturnType<typeof createImageStore>
export type Place = { uploadedAt: number; id: string }

/** The facts of all images. A draft past its time is as good as gone everywhere. */
export function createImageStore(database: DatabaseSync, now: () => number) {
  database.exec(`
    CREATE TABLE IF NOT EXISTS images (
      id TEXT PRIMARY KEY,
      reservation TEXT NOT NULL,
      uploaded_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,
      require_signed INTEGER NOT NULL,
      creator TEXT,
      metadata TEXT NOT NULL,
      original TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS images_by_age ON images (uploaded_at, id) WHERE original IS NOT NULL;
    CREATE INDEX IF NOT EXISTS drafts_by_expiry ON images (expires_at) WHERE original IS NULL;
  `)
  const alive = '(original IS NOT NULL OR expires_at > ?)'
  const dropExpired = database.prepare('DELETE FROM images WHERE original IS NULL AND expires_at <= ?')
  const insert = database.prepare('INSERT OR IGNORE INTO images VALUES (?, ?, ?, ?, ?, ?, ?, NULL)')
  const find = database.prepare(`SELECT * FROM images WHERE id = ? AND ${alive}`)
  const accept = database.prepare(
    'UPDATE images SET original = ?, uploaded_at = ? WHERE id = ? AND reservation = ? AND original IS NULL AND expires_at > ?',
  )
  const remove = database.prepare('DELETE FROM images WHERE id = ?')
  const count = database.prepare('SELECT count(*) AS n FROM images WHERE original IS NOT NULL')
  const files = database.prepare(`SELECT original ->> 'file' AS file FROM images WHERE original IS NOT NULL`)
  const everything = database.prepare(`SELECT * FROM images WHERE ${alive} ORDER BY uploaded_at, id`)

  return {
    /** Keeps a place for an upload; false when the id is taken. */
    reserve(image: Omit<ImageRecord, 'original'>): boolean {
      dropExpired.run(now())
      const signed = image.requireSignedUrls ? 1 : 0
      const metadata = JSON.stringify(image.metadata)
      const { id, reservation, uploadedAt, expiresAt, creator } = image
      return insert.run(id, reservation, uploadedAt, expiresAt, signed, creator, metadata).changes === 1
    },

    /** Turns exactly this draft into an image, in one step: of two uploads to one URL, one gets nothing. */
    accept({ id, reservation }: ImageRecord, original: Original): ImageRecord | undefined {
      const { changes } = accept.run(JSON.stringify(original), now(), id, reservation, now())
      return changes === 1 ? one(find.get(id, now())) : undefined
    },

    find: (id: string): ImageRecord | undefined => one(find.get(id, now())),
    /** Answers what was there. */
    remove(id: string): ImageRecord | undefined {
      const image = one(find.get(id, now()))
      remove.run(id)
      return image
    },
    count: (): number => z.object({ n: z.number() }).parse(count.get()).n,
    /** The names of all originals. */
    files: (): Set<string> => new Set(files.all().map(row => z.object({ file: z.string() }).parse(row).file)),
    all: (): ImageRecord[] => everything.all(now()).map(fromRow),

    /** Finished images by age. `creator: null` asks for those without one; left out, for all. */
    list(choice: { order: 'asc' | 'desc'; after: Place | null; creator?: string | null; most: number }): ImageRecord[] {
      const than = choice.order === 'asc' ? '>' : '<'
      const where = ['original IS NOT NULL']
      const values: (string | number)[] = []
      if (choice.after) {
        where.push(`(uploaded_at, id) ${than} (?, ?)`)
        values.push(choice.after.uploadedAt, choice.after.id)
      }
      if (choice.creator === null) where.push('creator IS NULL')
      else if (choice.creator !== undefined) {
        where.push('creator = ?')
        values.push(choice.creator)
      }
      const order = `uploaded_at ${choice.order}, id ${choice.order}`
      const query = `SELECT * FROM images WHERE ${where.join(' AND ')} ORDER BY ${order} LIMIT ?`
      return database
        .prepare(query)
        .all(...values, choice.most)
        .map(fromRow)
    },
  }
}

const one = (row: unknown): ImageRecord | undefined => (row === undefined ? undefined : fromRow(row))

function fromRow(row: unknown): ImageRecord {
  const read = Row.parse(row)
  return {
    id: read.id,
    reservation: read.reservation,
    uploadedAt: read.uploaded_at,
    expiresAt: read.expires_at,
    requireSignedUrls: read.require_signed === 1,
    creator: read.creator,
    metadata: z.record(z.string(), z.unknown()).parse(JSON.parse(read.metadata)),
    original: read.original === null ? null : Original.parse(JSON.parse(read.original)),
  }
}

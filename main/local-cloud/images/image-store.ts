import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type ImageRecord, type ListedImage, Original } from './image-record.ts'
import { type MetaFilter, toCondition } from './meta-filter.ts'

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

/** A row of a list. Whole pages are read without looking at each row again, which would take most of their time. */
type ListedRow = {
  id: string
  uploaded_at: number
  require_signed: number
  creator: string | null
  metadata: string
  filename: string | null
}

export type ImageStore = ReturnType<typeof createImageStore>
export type Place = { uploadedAt: number; id: string }

/** Which finished images, by age. `creator: null` asks for those without one; left out, for all. */
export type Choice = {
  order: 'asc' | 'desc'
  creator?: string | null | undefined
  filters?: readonly MetaFilter[]
  /** Where the page before this one ended. */
  after?: Place | null
  /** How many to pass over. */
  skip?: number
  most: number
}

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
  const insert = database.prepare('INSERT OR IGNORE INTO images VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const find = database.prepare(`SELECT * FROM images WHERE id = ? AND ${alive}`)
  const accept = database.prepare(
    'UPDATE images SET original = ?, uploaded_at = ? WHERE id = ? AND reservation = ? AND original IS NULL AND expires_at > ?',
  )
  const replace = database.prepare(
    'UPDATE images SET id = ?, require_signed = ?, creator = ?, metadata = ?, original = ? WHERE id = ?',
  )
  const remove = database.prepare('DELETE FROM images WHERE id = ?')
  const count = database.prepare('SELECT count(*) AS n FROM images WHERE original IS NOT NULL')
  const files = database.prepare(`SELECT original ->> 'file' AS file FROM images WHERE original IS NOT NULL`)
  const everything = database.prepare(`SELECT * FROM images WHERE ${alive} ORDER BY uploaded_at, id`)

  return {
    /** A finished image, or a draft: a place kept for an upload. False when the id is taken. */
    add(image: ImageRecord): boolean {
      dropExpired.run(now())
      const { id, reservation, uploadedAt, expiresAt, requireSignedUrls, creator, metadata, original } = image
      const signed = requireSignedUrls ? 1 : 0
      const kept = original && JSON.stringify(original)
      const { changes } = insert.run(
        id,
        reservation,
        uploadedAt,
        expiresAt,
        signed,
        creator,
        JSON.stringify(metadata),
        kept,
      )
      return changes === 1
    },

    /** Puts an image or a draft in the place of one that is there; it may have another id. */
    replace(before: string, { id, requireSignedUrls, creator, metadata, original }: ImageRecord): void {
      const kept = original && JSON.stringify(original)
      replace.run(id, requireSignedUrls ? 1 : 0, creator, JSON.stringify(metadata), kept, before)
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

    list({ order, creator, filters = [], after, skip = 0, most }: Choice): ListedImage[] {
      const where = ['original IS NOT NULL']
      const values: (string | number)[] = []
      const demand = (condition: string, ...bound: (string | number)[]) => {
        where.push(condition)
        values.push(...bound)
      }
      if (after) demand(`(uploaded_at, id) ${order === 'asc' ? '>' : '<'} (?, ?)`, after.uploadedAt, after.id)
      if (creator === null) demand('creator IS NULL')
      else if (creator !== undefined) demand('creator = ?', creator)
      for (const condition of filters.map(toCondition)) demand(condition.where, ...condition.values)
      const query = `SELECT id, uploaded_at, require_signed, creator, metadata, original ->> 'filename' AS filename
        FROM images WHERE ${where.join(' AND ')} ORDER BY uploaded_at ${order}, id ${order} LIMIT ? OFFSET ?`
      // The table is strict and nobody else writes it.
      const rows = database.prepare(query).all(...values, most, skip) as ListedRow[]
      return rows.map(fromListedRow)
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

const fromListedRow = (row: ListedRow): ListedImage => ({
  id: row.id,
  filename: row.filename,
  uploadedAt: row.uploaded_at,
  requireSignedUrls: row.require_signed === 1,
  creator: row.creator,
  metadata: JSON.parse(row.metadata) as Record<string, unknown>,
})

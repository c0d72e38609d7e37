import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { builtInVariant, type Variant, VariantOptions } from './variant.ts'

const Row = z.object({ id: z.string(), options: z.string(), never_require_signed: z.number() })

export type VariantStore = ReturnType<typeof createVariantStore>

/** The variants of the account, in the order they were made. */
export function createVariantStore(database: DatabaseSync) {
  database.exec(`
    CREATE TABLE IF NOT EXISTS variants (
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      options TEXT NOT NULL,
      never_require_signed INTEGER NOT NULL
    ) STRICT;
  `)
  const all = database.prepare('SELECT id, options, never_require_signed FROM variants ORDER BY n')
  const find = database.prepare('SELECT id, options, never_require_signed FROM variants WHERE id = ?')
  const count = database.prepare('SELECT count(*) AS n FROM variants')
  const insert = database.prepare('INSERT OR IGNORE INTO variants (id, options, never_require_signed) VALUES (?, ?, ?)')
  const update = database.prepare('UPDATE variants SET options = ?, never_require_signed = ? WHERE id = ?')
  const remove = database.prepare('DELETE FROM variants WHERE id = ?')

  const store = {
    all: (): Variant[] => all.all().map(fromRow),
    find(id: string): Variant | undefined {
      const row = find.get(id)
      return row === undefined ? undefined : fromRow(row)
    },
    count: (): number => z.object({ n: z.number() }).parse(count.get()).n,
    /** False when the id is taken. */
    add: ({ id, options, neverRequireSignedURLs }: Variant): boolean =>
      insert.run(id, JSON.stringify(options), neverRequireSignedURLs ? 1 : 0).changes === 1,
    /** False when there is none of this id. */
    replace: ({ id, options, neverRequireSignedURLs }: Variant): boolean =>
      update.run(JSON.stringify(options), neverRequireSignedURLs ? 1 : 0, id).changes === 1,
    remove: (id: string): boolean => remove.run(id).changes === 1,
  }
  store.add(builtInVariant)
  return store
}

function fromRow(row: unknown): Variant {
  const read = Row.parse(row)
  return {
    id: read.id,
    options: VariantOptions.parse(JSON.parse(read.options)),
    neverRequireSignedURLs: read.never_require_signed === 1,
  }
}

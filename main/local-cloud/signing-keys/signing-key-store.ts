import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

const SigningKey = z.object({ name: z.string(), value: z.string() })

/** A named secret that signs delivery URLs. The text of `value` is the key, never decoded (images-api §4.6). */
export type SigningKey = z.infer<typeof SigningKey>

export type SigningKeyStore = ReturnType<typeof createSigningKeyStore>

/** The signing keys of the account, oldest first. There is always one: a fresh `default` comes with the last one's end. */
export function createSigningKeyStore(database: DatabaseSync) {
  database.exec(`
    CREATE TABLE IF NOT EXISTS signing_keys (n INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT;
  `)
  const all = database.prepare('SELECT name, value FROM signing_keys ORDER BY n')
  const insert = database.prepare('INSERT OR IGNORE INTO signing_keys (name, value) VALUES (?, ?)')
  const remove = database.prepare('DELETE FROM signing_keys WHERE name = ?')

  const store = {
    all: (): SigningKey[] => all.all().map(row => SigningKey.parse(row)),
    /** UNCONFIRMED: a name that is there keeps its value (images-api §2.9). */
    add: (name: string): void => void insert.run(name, randomBytes(24).toString('base64')),
    /** False when there is none of this name. */
    remove(name: string): boolean {
      const { changes } = remove.run(name)
      if (store.all().length === 0) store.add('default')
      return changes === 1
    },
  }
  if (store.all().length === 0) store.add('default')
  return store
}

import { randomBytes } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'

const Account = z.object({ id: z.string(), hash: z.string() })

/** Whose images these are: the id in API paths and the hash in delivery URLs. Made once per folder. */
export type Account = z.infer<typeof Account>

/** The account of this folder. */
export function loadAccount(database: DatabaseSync): Account {
  database.exec('CREATE TABLE IF NOT EXISTS account (id TEXT PRIMARY KEY, hash TEXT NOT NULL) STRICT')
  const found = Account.safeParse(database.prepare('SELECT id, hash FROM account').get())
  if (found.success) return found.data
  const made = { id: randomBytes(16).toString('hex'), hash: randomBytes(16).toString('base64url') }
  database.prepare('INSERT INTO account (id, hash) VALUES (?, ?)').run(made.id, made.hash)
  return made
}

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5

/** Opens the facts of one folder for this run alone; a second local cloud on the same folder is turned away with `EBUSY`. */
export function openDatabase(folder: string): DatabaseSync {
  mkdirSync(folder, { recursive: true })
  const database = new DatabaseSync(join(folder, 'local-cloud.sqlite'))
  try {
    // The sweep at start removes files no row knows; another run's uploads would be among them.
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    database.exec('BEGIN IMMEDIATE; COMMIT')
    return database
  } catch (error) {
    database.close()
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY)
      throw Object.assign(new Error(`another local cloud is using ${folder}`), { code: 'EBUSY' })
    throw error
  }
}

import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { suspectMark } from './connection.ts'
import { wordsOfPath } from './fold-text.ts'
import { migrations } from './migrations.ts'
import { isDamage } from './problem-of-sqlite.ts'

const magic = 'SQLite format 3\0'
const wholeCheckBytes = 4_000_000
const kibibytesOfCache = 16_384
const pagesBeforeCheckpoint = 8_000
const bytesOfLogKept = 40_000_000
const tables = [
  'jobs',
  'tally',
  'ledger',
  'ledger_tally',
  'receipts',
  'library',
  'library_marks',
  'library_syncs',
  'folders',
  'profiles',
  'settings',
  'set_aside',
  'beat',
]

/** `begun`: there was no database, or it was damaged and lies at `keptAt` now. */
export type OpenDatabase = { database: DatabaseSync; begun: boolean; keptAt: string | null }

/** Opens the file, or sets a damaged one aside and begins anew. Throws what SQLite and the system throw. */
export function openDatabase(file: string): OpenDatabase {
  try {
    return { ...openSound(file), keptAt: null }
  } catch (error) {
    if (!isDamage(error) && !(error instanceof DamagedError)) throw error
    const keptAt = keepDamaged(file)
    return { ...openSound(file), keptAt }
  }
}

/** What SQLite itself did not complain of, but is not a database of ours in one piece. */
class DamagedError extends Error {}

function openSound(file: string): { database: DatabaseSync; begun: boolean } {
  checkHead(file)
  const database = new DatabaseSync(file, { timeout: 2_000 })
  try {
    const version = pragma(database, 'user_version')
    if (version > migrations.length) throw new Error(`${file} was written by a newer Hotfolder; use that one.`)
    const tablesFound = Number(database.prepare('SELECT count(*) AS count FROM sqlite_schema').get()?.['count'])
    if (version === 0 && tablesFound > 0) throw new DamagedError('holds tables that are not ours')
    // On macOS only this reaches the platter; elsewhere it changes nothing.
    database.exec('PRAGMA fullfsync = ON')
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    database.exec(`PRAGMA cache_size = -${kibibytesOfCache}`)
    database.exec(`PRAGMA wal_autocheckpoint = ${pagesBeforeCheckpoint}`)
    database.exec(`PRAGMA journal_size_limit = ${bytesOfLogKept}`)
    migrate(database, version)
    if (version > 0) probe(database, file)
    return { database, begun: version === 0 }
  } catch (error) {
    database.close()
    throw error
  }
}

/** Before SQLite sees it: beside a file that is no database it would throw the write-ahead log away. */
function checkHead(file: string) {
  if (!existsSync(file)) return
  const head = Buffer.alloc(magic.length)
  const handle = openSync(file, 'r')
  const length = readSync(handle, head)
  closeSync(handle)
  if (length > 0 && head.toString('latin1') !== magic) throw new DamagedError('not a database')
}

function migrate(database: DatabaseSync, from: number) {
  database.function('words_of_path', { deterministic: true }, path => wordsOfPath(String(path)))
  for (const [index, migration] of migrations.entries()) {
    if (index < from) continue
    database.exec(`BEGIN IMMEDIATE; ${migration}; PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}

/** Cheap on a database of any size: its length, and both edges of every tree. All of it only when small or suspected. */
function probe(database: DatabaseSync, file: string) {
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const bytes = pragma(database, 'page_count') * pragma(database, 'page_size')
  if (statSync(file).size < bytes) throw new DamagedError('cut short')

  const trees = database
    .prepare(`SELECT type, name, tbl_name FROM sqlite_schema WHERE type IN ('table', 'index')`)
    .all()
  const names = new Set(trees.map(tree => tree['name']))
  const missing = tables.find(name => !names.has(name))
  if (missing !== undefined) throw new DamagedError(`the table ${missing} is missing`)
  for (const name of tables) {
    database.prepare(`SELECT * FROM ${name} LIMIT 1`).get()
  }
  for (const name of ['jobs', 'ledger', 'receipts', 'library']) {
    database.prepare(`SELECT * FROM ${name} ORDER BY n DESC LIMIT 1`).get()
  }

  const suspected = existsSync(suspectMark(file))
  if (!suspected && bytes > wholeCheckBytes) return
  const verdict = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check']
  rmSync(suspectMark(file), { force: true })
  if (verdict !== 'ok') throw new DamagedError(String(verdict))
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name])
}

function keepDamaged(file: string): string {
  // Windows allows no colon in a name.
  const keptAt = `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`
  for (const tail of ['', '-wal', '-shm']) {
    if (existsSync(file + tail)) renameSync(file + tail, keptAt + tail)
  }
  rmSync(suspectMark(file), { force: true })
  return keptAt
}

import { dirname } from 'node:path'
import { fail, succeed, type Outcome } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../engine/ports.ts'
import { createConnection, type Connection } from './connection.ts'
import { jobsIn } from './jobs.ts'
import { ledgerIn } from './ledger.ts'
import { namedRowsIn } from './named-rows.ts'
import { openDatabase, type OpenDatabase } from './open-database.ts'
import { problemOfSqlite } from './problem-of-sqlite.ts'
import { receiptsIn } from './receipts.ts'
import { readSettingsCopy, writeSettingsCopy } from './settings-copy.ts'

export { problemOfSqlite } from './problem-of-sqlite.ts'

/**
 * The queue's one database file. A damaged one is set aside and a new one begun, with the folders and profiles of the
 * readable copy beside it; `takeNotices` tells. Once open, its methods throw what `problemOfSqlite` explains.
 */
export function openSqliteQueueStore(file: string): Outcome<QueueStore> {
  try {
    const opened = openDatabase(file)
    try {
      return succeed(storeOver(opened, file))
    } catch (error) {
      opened.database.close()
      throw error
    }
  } catch (error) {
    return fail(
      problemOfSqlite(error, file) ?? {
        code: 'home-unusable',
        path: dirname(file),
        detail: error instanceof Error ? error.message : String(error),
      },
    )
  }
}

function storeOver({ database, begun, keptAt }: OpenDatabase, file: string): QueueStore {
  const connection = createConnection(database, file)
  const named = namedRowsIn(connection, () => copySettings(connection, named, file))
  if (begun) restore(connection, named, file)
  if (keptAt !== null) connection.notice({ code: 'database-damaged', path: file, keptAt })
  return {
    transaction: connection.transaction,
    jobs: jobsIn(connection),
    ledger: ledgerIn(connection),
    receipts: receiptsIn(connection),
    ...named,
    takeNotices: connection.takeNotices,
    close: connection.close,
  }
}

type Named = ReturnType<typeof namedRowsIn>

/** The copy is a second leg: when it cannot be written, what was asked for is still done, and the reason is told. */
function copySettings(connection: Connection, { folders, profiles }: Named, file: string): void {
  try {
    writeSettingsCopy(file, { profiles: profiles.all(), folders: folders.all() })
  } catch (error) {
    connection.notice(problemOfSqlite(error, file) ?? { code: 'unexpected', detail: String(error) })
  }
}

function restore(connection: Connection, { folders, profiles }: Named, file: string): void {
  const copy = readSettingsCopy(file)
  if (copy.profiles.length + copy.folders.length === 0) return
  connection.transaction('durable', () => {
    for (const profile of copy.profiles) profiles.save(profile)
    for (const folder of copy.folders) folders.save(folder)
  })
}

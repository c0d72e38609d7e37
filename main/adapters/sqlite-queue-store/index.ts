import { dirname } from 'node:path'
import { fail, succeed, type Outcome } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../engine/ports.ts'
import { createConnection, type Connection } from './connection.ts'
import { jobsIn } from './jobs.ts'
import { ledgerIn } from './ledger.ts'
import { migrations } from './migrations.ts'
import { libraryIn } from './library.ts'
import { namedRowsIn } from './named-rows.ts'
import { openDatabase, type OpenDatabase } from './open-database.ts'
import { pickedIn } from './picked-rows.ts'
import { problemOfSqlite } from './problem-of-sqlite.ts'
import { receiptsIn, type Receipts } from './receipts.ts'
import { stagedIn } from './staged-rows.ts'
import { appendToReceiptsCopy, readReceiptsCopy } from './receipts-copy.ts'
import { readSettingsCopy, writeSettingsCopy } from './settings-copy.ts'

export { problemOfSqlite } from './problem-of-sqlite.ts'

/** How the tables look by now, counted up with every change of them. */
export const databaseVersion = migrations.length

/**
 * The queue's one database file. A damaged one is set aside and a new one begun, with the folders, profiles and receipts
 * of the readable copies beside it; `takeNotices` tells. Once open, its methods throw what `problemOfSqlite` explains.
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
  const receipts = receiptsIn(connection, receipt =>
    secondLeg(connection, file, () => appendToReceiptsCopy(file, receipt)),
  )
  // What comes from the copy need not go into it again.
  if (begun)
    restore(
      connection,
      named,
      receiptsIn(connection, () => {}),
      file,
    )
  if (keptAt !== null) connection.notice({ code: 'database-damaged', path: file, keptAt })
  return {
    transaction: connection.transaction,
    jobs: jobsIn(connection),
    ledger: ledgerIn(connection),
    staged: stagedIn(connection),
    receipts,
    library: libraryIn(connection, receipts),
    folders: named.folders,
    profiles: named.profiles,
    picked: pickedIn(connection),
    settings: named.settings,
    takeNotices: connection.takeNotices,
    close: connection.close,
  }
}

type Named = ReturnType<typeof namedRowsIn>

/** The copies are a second leg: when one cannot be written, what was asked for is still done, and the reason is told. */
function secondLeg(connection: Connection, file: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    connection.notice(problemOfSqlite(error, file) ?? { code: 'unexpected', detail: String(error) })
  }
}

function copySettings(connection: Connection, { folders, profiles, allSettings }: Named, file: string): void {
  const copy = () => ({ profiles: profiles.all(), folders: folders.all(), settings: allSettings() })
  secondLeg(connection, file, () => writeSettingsCopy(file, copy()))
}

function restore(
  connection: Connection,
  { folders, profiles, settings }: Named,
  receipts: Receipts,
  file: string,
): void {
  const copy = readSettingsCopy(file)
  const delivered = readReceiptsCopy(file)
  if (copy.profiles.length + copy.folders.length + delivered.length === 0) return
  connection.transaction('durable', () => {
    for (const profile of copy.profiles) profiles.save(profile)
    for (const folder of copy.folders) folders.save(folder)
    for (const [name, value] of Object.entries(copy.settings)) settings.set(name, value)
    for (const receipt of delivered) receipts.add(receipt)
  })
}

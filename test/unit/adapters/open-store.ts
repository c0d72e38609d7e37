import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteQueueStore } from '../../../main/adapters/sqlite-queue-store/index.ts'
import type { QueueStore } from '../../../main/engine/ports.ts'

/** A folder of the test’s own, gone when the test is. */
export function tempFolder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), 'hotfolder-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** The store in this file, or the reason why not, thrown. */
export function openStore(file: string): QueueStore {
  const opened = openSqliteQueueStore(file)
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
  return opened.value
}

/** A store in a folder of its own; `reopen` closes it and opens the same file again. */
export function aStore(): { store: QueueStore; file: string; reopen(): QueueStore; [Symbol.dispose](): void } {
  const folder = tempFolder()
  const file = join(folder.path, 'queue.sqlite')
  let store = openStore(file)
  return {
    get store() {
      return store
    },
    file,
    reopen() {
      store.close()
      store = openStore(file)
      return store
    },
    [Symbol.dispose]() {
      store.close()
      folder[Symbol.dispose]()
    },
  }
}

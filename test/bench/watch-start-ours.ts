import { createChokidarWatcher } from '../../main/adapters/chokidar-watcher/index.ts'
import { createNodeDisk } from '../../main/adapters/node-disk.ts'
import { compileGlobs } from '../../main/adapters/picomatch-globs.ts'
import { openSqliteQueueStore } from '../../main/adapters/sqlite-queue-store/index.ts'
import { systemClock } from '../../main/adapters/system-clock.ts'
import { createFolderWatch } from '../../main/engine/folder-watch.ts'
import { defaultFolderSettings, type FolderState } from '../../preload/contract/index.ts'
import { countGrowth } from './growth.ts'

/** One run of ours, as its own process; prints what it took. */
const [root = '', ledger = ''] = process.argv.slice(2)
const grown = countGrowth()
const opened = openSqliteQueueStore(ledger)
if (!opened.ok) throw new Error(opened.problem.code)
const store = opened.value
const states: FolderState[] = []
let offered = 0
const watch = createFolderWatch(
  { id: 'photos', path: root, profile: 'studio', paused: false, settings: defaultFolderSettings, addedAt: 0 },
  {
    clock: systemClock,
    disk: createNodeDisk(),
    watcher: createChokidarWatcher(),
    store,
    log: { write: () => undefined, read: async () => ({ lines: [], older: null, newer: null }) },
    compileGlobs,
    offer: () => {
      offered += 1
    },
    passOver: () => undefined,
    refuse: () => undefined,
    tell: state => states.push(state),
  },
)
await watch.start()
const cost = grown()
if (offered > 0 || states.length > 0)
  throw new Error(`not what was asked: ${offered} offered, ${JSON.stringify(states)}`)
console.log(JSON.stringify(cost))
await watch.stop()
store.close()

import type { Stats } from 'node:fs'
import { relative, sep } from 'node:path'
import { watch } from 'chokidar'
import type { FileStamp, Outcome } from '../../../preload/contract/index.ts'
import type { FollowRules, Watch, Watcher, WatchNews } from '../../engine/ports.ts'
import { canaryName, hearCanary } from './canary.ts'

/** chokidar follows what changes; what is already there belongs to the crawl, so no file of the first scan is kept. */
export function createChokidarWatcher(): Watcher {
  return { watch: (root, rules, isKnown, tell) => follow(root, rules, isKnown, tell) }
}

function follow(
  root: string,
  rules: FollowRules,
  isKnown: (stamp: FileStamp) => boolean,
  tell: (news: WatchNews) => void,
): Watch {
  let isScanning = true
  let isClosed = false
  let hearIt = () => {}
  const below = (path: string) => relative(root, path).replaceAll(sep, '/')

  const ignored = (path: string, stats?: Stats): boolean => {
    if (stats === undefined || path === root) return false
    if (stats.isDirectory()) return !rules.recursive || rules.ignores(below(path), true)
    if (canaryName.test(path)) return false
    return isScanning || rules.ignores(below(path), false) || isKnown(stampOf(path, stats))
  }
  const watcher = watch(root, { ignored, ignoreInitial: true, followSymlinks: false, alwaysStat: true, atomic: false })

  const found = (path: string, stats?: Stats) => {
    if (canaryName.test(path)) return hearIt()
    if (!isClosed && stats?.isFile()) tell({ kind: 'found', stamp: stampOf(path, stats) })
  }
  watcher.on('add', found)
  watcher.on('change', found)
  watcher.on('unlinkDir', path => {
    if (path === root && !isClosed) tell({ kind: 'deaf', because: 'the folder itself was removed' })
  })
  watcher.on('error', error => {
    if (!isClosed) tell({ kind: 'deaf', because: error instanceof Error ? error.message : String(error) })
  })

  async function becomeReady(): Promise<Outcome<void>> {
    await new Promise<void>(resolve => {
      watcher.on('ready', resolve)
      watcher.on('error', () => resolve())
    })
    isScanning = false
    if (isClosed) return { ok: false, problem: { code: 'interrupted' } }
    return hearCanary(root, listener => (hearIt = listener))
  }

  return {
    ready: becomeReady(),
    async close() {
      isClosed = true
      await watcher.close()
    },
  }
}

const stampOf = (path: string, stats: Stats): FileStamp => ({ path, size: stats.size, mtimeMs: stats.mtimeMs })

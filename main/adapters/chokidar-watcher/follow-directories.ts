import { lstatSync, type Stats } from 'node:fs'
import type { FSWatcher } from 'chokidar'
import type { FollowRules } from '../../engine/ports.ts'
import { SparingWatcher } from './sparing-watcher.ts'

/**
 * A chokidar watcher that follows the directories below `root` and hands every file of which an event tells, and every file
 * of a new directory, to `meet`: its path below the root, with `/`, and what it is; null when it is gone.
 */
export function followDirectories(
  root: string,
  rules: FollowRules,
  meet: (inside: string, found: Stats | null) => void,
): FSWatcher {
  const followed = new Set<string>()
  const appeared = new Set<string>()
  let isReady = false
  const insideOf = pathsBelow(root)

  /** Chokidar's question before it keeps a path; asked without `seen` when it has only the path, as after an event. */
  function passesOver(path: string, seen?: Stats): boolean {
    const inside = insideOf(path)
    if (inside === '') return false
    if (inside === null) return true
    // A followed directory that is gone must still be let go of.
    if (seen === undefined && followed.has(inside)) return false
    // For a path that is gone and was never kept, chokidar would otherwise list its whole directory again: a thousand
    // deletions among a hundred thousand photos would take hours.
    const found = seen ?? look(path)
    if (found?.isDirectory() !== true) {
      meet(inside, found)
      return true
    }
    if (!rules.recursive || rules.ignores(inside, true)) return true
    followed.add(inside)
    return false
  }

  const watcher = new SparingWatcher({
    ignored: passesOver,
    ignoreInitial: true,
    followSymlinks: false,
    // Would ignore names by a list of its own.
    atomic: false,
  })
  watcher.listsFilesOf = directory => isReady || appeared.has(insideOf(directory) ?? '')
  watcher.on('addDir', directory => {
    const inside = insideOf(directory)
    // Told only of what was not there when watching began, so the crawl may have missed what is in it.
    if (!isReady && inside !== null) appeared.add(inside)
  })
  watcher.on('unlinkDir', directory => followed.delete(insideOf(directory) ?? ''))
  watcher.on('ready', () => {
    isReady = true
    appeared.clear()
  })
  watcher.add(root)
  return watcher
}

/** The path below the root, with `/`: empty for the root, null for what is not below it. */
function pathsBelow(root: string): (path: string) => string | null {
  const slashed = (path: string) => path.replaceAll('\\', '/')
  const top = slashed(root).replace(/\/$/, '')
  return path => {
    const whole = slashed(path)
    if (whole.startsWith(`${top}/`)) return whole.slice(top.length + 1)
    return whole === top ? '' : null
  }
}

function look(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null
  } catch {
    return null
  }
}

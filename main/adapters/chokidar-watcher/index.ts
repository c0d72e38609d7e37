import type { BigIntStats, Stats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, type Outcome } from '../../../preload/contract/index.ts'
import type { FollowRules, Watch, Watcher, WatchNews } from '../../engine/ports.ts'
import { createCanary } from './canary.ts'
import { followDirectories } from './follow-directories.ts'
import { stampOf } from './stamp-of.ts'
import { whyDeaf } from './why-deaf.ts'

/** How long the canary may stay unheard, in ms. */
type Patience = { canaryMs?: number }

/**
 * Follows changes through chokidar, which keeps one watch per directory and nothing per file: a file it meets is judged at
 * once, told or passed over. What is there when watching begins is not looked at. Deletions are not told; what a link
 * leads to is told when the link appears, not when its target changes.
 */
export const createChokidarWatcher = ({ canaryMs = 5_000 }: Patience = {}): Watcher => ({
  watch: (root, rules, isKnown, tell) => watch(root, rules, isKnown, tell, canaryMs),
})

function watch(
  root: string,
  rules: FollowRules,
  isKnown: Parameters<Watcher['watch']>[2],
  tell: (news: WatchNews) => void,
  canaryMs: number,
): Watch {
  const over = new AbortController()
  const begun = Promise.withResolvers<void>()
  const canary = createCanary(root)
  let deafness: string | null = null

  function judge(path: string, found: Stats | BigIntStats): void {
    if (over.signal.aborted || deafness !== null) return
    const stamp = stampOf(path, found)
    if (!isKnown(stamp)) tell({ kind: 'found', stamp })
  }

  async function judgeTarget(link: string): Promise<void> {
    const target = await stat(link).catch(() => null)
    if (target?.isFile() === true) judge(link, target)
  }

  function deafen(error: unknown): void {
    const because = whyDeaf(error)
    if (because === null || deafness !== null || over.signal.aborted) return
    deafness = because
    begun.resolve()
    tell({ kind: 'deaf', because })
  }

  const following = followDirectories(root, rules, (inside, found) => {
    if (canary.recognise(inside) || found === null || rules.ignores(inside, false)) return
    const path = join(root, inside)
    if (found.isFile()) judge(path, found)
    else if (found.isSymbolicLink()) void judgeTarget(path).catch(deafen)
  })
  following.on('ready', begun.resolve)
  following.on('error', deafen)

  async function listen(): Promise<Outcome<void>> {
    await begun.promise
    if (over.signal.aborted) return fail({ code: 'interrupted' })
    if (deafness !== null) return fail({ code: 'unexpected', detail: deafness })
    return canary.prove(canaryMs, over.signal)
  }
  const ready = listen()
  // Not part of being ready: it has to list the whole root.
  const swept = ready.then(canary.sweep)

  return {
    ready,
    async close() {
      over.abort()
      begun.resolve()
      await swept
      await following.close()
    },
  }
}

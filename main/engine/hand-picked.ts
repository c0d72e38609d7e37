import { type BatchId, defaultFolderSettings, defaultSending } from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import type { Candidate, Picked } from './candidate.ts'
import { type Ending, endingOfProblem } from './ended-photo.ts'
import { ignoreRules } from './ignore-rules.ts'
import type { Ports } from './ports.ts'

/** Who is told what was found. */
export type Finding = {
  offer(candidate: Candidate): void
  /** Files passed over by name. */
  passOver(files: number): void
  tellEnded(ending: Ending): void
  /** An earlier run has judged what lies, or lay, at this path. */
  isDone(path: string): boolean
}

type Needs = Pick<Ports, 'disk' | 'log' | 'compileGlobs'> & Finding & { batches: Batches }

/** Lists what was picked into a batch. A file named by hand is judged whatever its name; one found in a folder follows the ignore rules. */
export async function takeHandPicked(picked: Picked, batch: BatchId, needs: Needs, signal: AbortSignal): Promise<void> {
  const { disk, batches } = needs
  const { profile, order } = picked
  const rules = ignoreRules(true, [], needs.compileGlobs)
  const sending = { ...defaultSending, ...picked.sending }
  const rest = {
    profile,
    folder: null,
    sending,
    order,
    settleMs: defaultFolderSettings.settleMs,
    byHand: true,
    anew: false,
    staged: picked.staged ? batch : null,
    batches: [batch],
  }

  const refuse = (path: string, problem: Parameters<typeof endingOfProblem>[3]) => {
    batches.join(batch, `${profile}\n${path}`)
    needs.tellEnded(endingOfProblem(profile, path, 0, problem))
  }

  for (const path of picked.paths) {
    if (signal.aborted) return
    if (needs.isDone(path)) continue
    const resolved = await disk.resolve(path)
    const stat = resolved.ok ? await disk.stat(resolved.value) : resolved
    if (!stat.ok) {
      refuse(path, stat.problem.code === 'photo-gone' ? { code: 'path-unknown', path } : stat.problem)
      continue
    }
    const { isDirectory, identity: _, ...stamp } = stat.value
    if (!isDirectory) {
      needs.offer({ ...rest, stamp })
      continue
    }
    for await (const crawled of disk.crawl(stamp.path, rules, signal)) {
      if (crawled.kind === 'unreadable') {
        refuse(crawled.directory, { code: 'folder-unreachable', path: crawled.directory, detail: crawled.detail })
        continue
      }
      if (crawled.kind === 'unreadable-file') {
        refuse(crawled.path, { code: 'photo-unreadable', path: crawled.path, detail: crawled.detail })
        continue
      }
      needs.passOver(crawled.ignored)
      for (const found of crawled.files) needs.offer({ ...rest, stamp: found })
    }
  }
}

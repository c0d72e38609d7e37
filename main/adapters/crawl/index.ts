import { join } from 'node:path'
import type { FileStamp } from '../../../preload/contract/index.ts'
import type { Crawled, FollowRules } from '../../engine/ports.ts'
import { joinNames, type Listed, pathOf, splitNames, type Stamps } from './directory-reader.ts'
import { openReader } from './open-reader.ts'
import { orAborted } from './or-aborted.ts'

const filesPerMessage = 1_000
/** Enough to keep the reader busy while the caller looks at what it got. */
const tasksAhead = 6

/** `inside` is the directory's path below the root, with `/`; empty for the root itself. */
type ListTask = { kind: 'list'; inside: string }
type StampTask = { kind: 'stamp'; inside: string; names: readonly string[]; ignored: number }
type Done = { kind: 'listed'; inside: string; listed: Listed } | { kind: 'stamped'; task: StampTask; stamps: Stamps }

/** Streams a tree: the files of one directory at a time, at most a thousand per message. Throws the signal's reason. */
export async function* crawl(root: string, rules: FollowRules, signal: AbortSignal): AsyncGenerator<Crawled> {
  signal.throwIfAborted()
  const at = (inside: string) => (inside === '' ? root : join(root, inside))
  const tasks: (ListTask | StampTask)[] = [{ kind: 'list', inside: '' }]
  const running: Promise<PromiseSettledResult<Done>[]>[] = []
  const reader = openReader(signal)

  async function perform(task: ListTask | StampTask): Promise<Done> {
    const { inside } = task
    if (task.kind === 'list') return { kind: 'listed', inside, listed: await reader.list(at(inside)) }
    return { kind: 'stamped', task, stamps: await reader.stamps(at(inside), joinNames(task.names)) }
  }

  try {
    for (;;) {
      while (running.length < tasksAhead) {
        const task = tasks.pop()
        if (task === undefined) break
        // Settled, since nobody waits for those still running when the caller leaves early.
        running.push(Promise.allSettled([perform(task)]))
      }
      const next = running.shift()
      if (next === undefined) return
      const [done] = await orAborted(next, signal)
      if (done?.status !== 'fulfilled') throw done?.reason
      if (done.value.kind === 'stamped') {
        yield* told(at(done.value.task.inside), done.value.task, done.value.stamps)
      } else if (done.value.listed.kind === 'unreadable') {
        yield { kind: 'unreadable', directory: at(done.value.inside), detail: done.value.listed.detail }
      } else tasks.push(...tasksIn(done.value.inside, done.value.listed, rules))
      signal.throwIfAborted()
    }
  } finally {
    await reader.close()
  }
}

/** What is to be done in a directory just listed. Its files come last, so that they are taken first and few directories wait. */
function tasksIn(
  inside: string,
  listed: Extract<Listed, { kind: 'listed' }>,
  rules: FollowRules,
): (ListTask | StampTask)[] {
  const below = (name: string) => (inside === '' ? name : `${inside}/${name}`)
  const allDirectories = splitNames(listed.directories)
  // In order, so that a message of many is one stretch of the ledger.
  const allFiles = splitNames(listed.files).toSorted((a, b) => (a < b ? -1 : 1))
  const directories = allDirectories.filter(name => rules.recursive && !rules.ignores(below(name), true))
  const files = allFiles.filter(name => !rules.ignores(below(name), false))
  const ignored = allDirectories.length - directories.length + allFiles.length - files.length

  const tasks: (ListTask | StampTask)[] = directories.map(name => ({ kind: 'list', inside: below(name) }))
  for (let from = 0; from < files.length || (from === 0 && ignored > 0); from += filesPerMessage) {
    const names = files.slice(from, from + filesPerMessage)
    tasks.push({ kind: 'stamp', inside, names, ignored: from === 0 ? ignored : 0 })
  }
  return tasks
}

function* told(directory: string, task: StampTask, { sizes, mtimes, troubles }: Stamps): Generator<Crawled> {
  const files: FileStamp[] = []
  for (const [place, name] of task.names.entries()) {
    const size = sizes[place]
    const mtimeMs = mtimes[place]
    if (size === undefined || mtimeMs === undefined || Number.isNaN(size)) continue
    files.push({ path: pathOf(directory, name), size, mtimeMs })
  }
  yield { kind: 'files', directory, files, ignored: task.ignored }
  for (const { name, detail } of troubles) yield { kind: 'unreadable-file', path: pathOf(directory, name), detail }
}

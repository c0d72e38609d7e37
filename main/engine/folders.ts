import {
  type BatchId,
  defaultFolderSettings,
  type FolderActivity,
  type FolderId,
  type FolderSettings,
  type FolderState,
  type FolderView,
  type Instant,
  type Outcome,
  type Problem,
  type ProfileName,
  type UploadJob,
  type WatchedFolder,
} from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import type { Candidate } from './candidate.ts'
import { type Ending, endingOfProblem } from './ended-photo.ts'
import type { Feed } from './feed.ts'
import { createFolderWatch, type FolderWatch } from './folder-watch.ts'
import type { Ports } from './ports.ts'
import { unfinished } from './queue.ts'

/** The folders we follow: added, changed, paused and removed by a person; watched while the engine runs. */
export interface Folders {
  views(): FolderView[]
  start(scope: 'none' | 'all' | readonly FolderId[]): Promise<void>
  add(path: string, profile: ProfileName, settings: Partial<FolderSettings>): Promise<Outcome<FolderView>>
  change(id: FolderId, change: { settings?: Partial<FolderSettings>; paused?: boolean }): Promise<Outcome<FolderView>>
  remove(id: FolderId): Promise<Outcome<Record<string, never>>>
  crawl(id: FolderId): Outcome<{ batch: BatchId }>
  activity(id: FolderId, since: Instant): Outcome<FolderActivity>
  /** Is this photo missing because its whole folder is? */
  problemOf(job: UploadJob): Promise<Problem | null>
  stop(): Promise<void>
}

type Needs = Pick<Ports, 'clock' | 'chance' | 'disk' | 'watcher' | 'store' | 'log' | 'compileGlobs'> & {
  batches: Batches
  feed: Feed
  offer(candidate: Candidate): void
  tellEnded(ending: Ending): void
  /** A folder of this profile can be reached again. */
  isBack(profile: ProfileName): void
}

/** Only what was given: with exact optional types an undefined would otherwise overwrite a setting. */
const given = (settings: Partial<FolderSettings>): Partial<FolderSettings> =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))

export function createFolders(needs: Needs): Folders {
  const { store, feed, batches, disk } = needs
  const folders = new Map<FolderId, WatchedFolder>(store.folders.all().map(folder => [folder.id, folder]))
  const watches = new Map<FolderId, FolderWatch>()
  let scope: 'none' | 'all' | readonly FolderId[] = 'none'

  function view(folder: WatchedFolder): FolderView {
    const followed = watches.get(folder.id)?.state ?? ({ kind: 'watching', hearing: { kind: 'not-now' } } as const)
    return { ...folder, state: folder.paused ? { kind: 'paused' } : followed, known: store.ledger.countIn(folder.id) }
  }

  const tellChanged = (folder: WatchedFolder) => feed.tell({ kind: 'folderChanged', folder: view(folder) })
  const complain = (error: unknown) =>
    needs.log.write('error', 'a folder could not be followed', { detail: String(error) })
  const unknown = (folder: FolderId): Outcome<never> => ({ ok: false, problem: { code: 'folder-unknown', folder } })
  const isInScope = (id: FolderId) => scope === 'all' || (scope !== 'none' && scope.includes(id))

  const lost = new Set<FolderId>()
  function told(folder: WatchedFolder, { kind }: FolderState): void {
    tellChanged(folder)
    if (kind === 'unreachable') lost.add(folder.id)
    else if (lost.delete(folder.id)) needs.isBack(folder.profile)
  }

  /** Told once per run, and to each batch that asks. */
  function refuserOf({ profile }: WatchedFolder) {
    const refused = new Set<string>()
    return (path: string, detail: string, batch: BatchId | null) => {
      if (batch !== null) batches.join(batch, `${profile}\n${path}`)
      else if (refused.has(path)) return
      refused.add(path)
      needs.tellEnded(endingOfProblem(profile, path, 0, { code: 'photo-unreadable', path, detail }))
    }
  }

  function watch(folder: WatchedFolder): FolderWatch {
    const made = createFolderWatch(folder, {
      ...needs,
      passOver: batches.passOver,
      tell: state => told(folder, state),
      refuse: refuserOf(folder),
    })
    watches.set(folder.id, made)
    return made
  }

  async function restart(folder: WatchedFolder): Promise<void> {
    const before = watches.get(folder.id)
    watches.delete(folder.id)
    await before?.stop()
    // Not awaited: a crawl of a large drive must not hold up the person's command.
    // Meanwhile another command may have changed or removed it.
    if (folders.get(folder.id) !== folder || watches.has(folder.id)) return
    if (!folder.paused && isInScope(folder.id)) watch(folder).start().catch(complain)
  }

  return {
    views: () => [...folders.values()].map(view),
    async start(wanted) {
      scope = wanted
      const due = [...folders.values()].filter(folder => !folder.paused && isInScope(folder.id))
      await Promise.all(due.map(folder => watch(folder).start()))
    },
    async add(path, profile, settings) {
      const resolved = await disk.resolve(path)
      if (!resolved.ok)
        return resolved.problem.code === 'photo-gone'
          ? { ok: false, problem: { code: 'path-unknown', path } }
          : resolved
      const stat = await disk.stat(resolved.value)
      if (!stat.ok) return stat
      if (!stat.value.isDirectory) return { ok: false, problem: { code: 'folder-not-a-folder', path } }
      const twice = [...folders.values()].some(folder => folder.path === resolved.value && folder.profile === profile)
      if (twice) return { ok: false, problem: { code: 'folder-already-watched', path: resolved.value } }

      const folder: WatchedFolder = {
        id: needs.chance.newId(),
        path: resolved.value,
        profile,
        paused: false,
        settings: { ...defaultFolderSettings, ...given(settings) },
        addedAt: needs.clock.now(),
      }
      store.folders.save(folder)
      folders.set(folder.id, folder)
      await restart(folder)
      tellChanged(folder)
      return { ok: true, value: view(folder) }
    },
    async change(id, { settings = {}, paused }) {
      const before = folders.get(id)
      if (before === undefined) return unknown(id)
      const folder = {
        ...before,
        paused: paused ?? before.paused,
        settings: { ...before.settings, ...given(settings) },
      }
      store.folders.save(folder)
      folders.set(id, folder)
      await restart(folder)
      tellChanged(folder)
      return { ok: true, value: view(folder) }
    },
    async remove(id) {
      if (!folders.has(id)) return unknown(id)
      store.folders.remove(id)
      folders.delete(id)
      await watches.get(id)?.stop()
      watches.delete(id)
      feed.tell({ kind: 'folderRemoved', folder: id })
      return { ok: true, value: {} }
    },
    crawl(id) {
      const folder = folders.get(id)
      if (folder === undefined) return unknown(id)
      const batch = batches.begin()
      const one = watches.get(id) ?? watch(folder)
      one
        .crawl(batch)
        .catch(complain)
        .finally(() => batches.close(batch))
      return { ok: true, value: { batch } }
    },
    activity(id, since) {
      if (!folders.has(id)) return unknown(id)
      const { kinds, deliveredSince } = store.jobs.countsIn(id, since)
      const last = store.jobs.lastDelivered(id)
      const value = {
        known: store.ledger.countIn(id),
        waiting: unfinished.reduce((sum, kind) => sum + kinds[kind], 0),
        held: store.ledger.heldIn(id),
        failed: kinds.failed,
        delivered: kinds.delivered,
        deliveredSince,
        last:
          last?.state.kind === 'delivered'
            ? { job: last.id, name: last.name, sha256: last.sha256, at: last.state.at }
            : null,
      }
      return { ok: true, value }
    },
    async problemOf(job) {
      const folder = job.folder === null ? undefined : folders.get(job.folder)
      if (folder === undefined) return null
      const followed = watches.get(folder.id)
      await followed?.check()
      if (followed?.state.kind === 'unreachable') return followed.state.because
      const root = await disk.stat(folder.path)
      return root.ok ? null : { code: 'folder-unreachable', path: folder.path, detail: 'it is not there' }
    },
    async stop() {
      scope = 'none'
      await Promise.allSettled([...watches.values()].map(one => one.stop()))
      watches.clear()
    },
  }
}

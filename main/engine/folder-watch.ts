import type { BatchId, FileStamp, FolderState, Problem, WatchedFolder } from '../../preload/contract/index.ts'
import type { Candidate } from './candidate.ts'
import { ignoreRules } from './ignore-rules.ts'
import type { FollowRules, Ports, Watch } from './ports.ts'

/** Follows one folder for as long as it is there: a crawl for what is already in it, the watcher for what comes. */
export interface FolderWatch {
  readonly state: FolderState
  /** Resolves when the first crawl is through and it is known whether we hear. */
  start(): Promise<void>
  /** Looks at everything again; with a batch, known photos are told too. */
  crawl(batch: BatchId | null): Promise<boolean>
  /** Looks at the root now: is it still there, and the same? */
  check(): Promise<void>
  stop(): Promise<void>
}

type Needs = Pick<Ports, 'clock' | 'disk' | 'watcher' | 'store' | 'log' | 'compileGlobs'> & {
  offer(candidate: Candidate): void
  passOver(batch: BatchId, files: number): void
  /** A file that cannot even be looked at. */
  refuse(path: string, detail: string, batch: BatchId | null): void
  tell(state: FolderState): void
}

/** How often the root itself is looked at. */
export const lookMs = 5_000
/** Where nothing is told (network drives) the whole folder is crawled this often; users expect a photo within a minute. */
export const crawlEveryMs = 30_000
/** A gap this long between two looks means the computer slept. */
const sleptMs = 60_000
const hearAgainMs = 3_600_000

export function createFolderWatch(folder: WatchedFolder, needs: Needs): FolderWatch {
  const { clock, disk, store, log } = needs
  const { settings, path, profile } = folder
  const rules: FollowRules = ignoreRules(settings.recursive, settings.ignore, needs.compileGlobs)
  const stopping = new AbortController()
  let state: FolderState = { kind: 'watching', hearing: { kind: 'live' } }
  let watch: Watch | null = null
  let forgetLook = () => {}
  let lastLook = clock.now()
  let identity = ''
  let lastCrawl = 0
  let lastListened = 0
  let crawling: Promise<number> | null = null
  let looking: Promise<void> = Promise.resolve()

  function become(next: FolderState): void {
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    log.write(next.kind === 'unreachable' ? 'warn' : 'info', 'folder', { path, state: next })
    needs.tell(next)
  }

  const isWanted = (stamp: FileStamp) => settings.onlyAfter === null || stamp.mtimeMs > settings.onlyAfter
  const isKnown = (stamp: FileStamp) => !isWanted(stamp) || store.ledger.knows(profile, stamp)
  const offer = (stamp: FileStamp, batches: BatchId[]) =>
    needs.offer({
      stamp,
      profile,
      folder: folder.id,
      sending: settings,
      order: settings.order,
      settleMs: settings.settleMs,
      byHand: false,
      anew: false,
      staged: null,
      batches,
    })

  /** Files seen; −1 when the root itself could not be read. */
  async function crawlOnce(batch: BatchId | null): Promise<number> {
    let seen = 0
    for await (const crawled of disk.crawl(path, rules, stopping.signal)) {
      if (crawled.kind === 'unreadable') {
        log.write('warn', 'a directory could not be read', { directory: crawled.directory, detail: crawled.detail })
        if (crawled.directory === path) return -1
        continue
      }
      if (crawled.kind === 'unreadable-file') {
        seen += 1
        needs.refuse(crawled.path, crawled.detail, batch)
        continue
      }
      seen += crawled.files.length
      const wanted = crawled.files.filter(isWanted)
      if (batch !== null) needs.passOver(batch, crawled.ignored + crawled.files.length - wanted.length)
      const news = batch === null ? store.ledger.unknown(profile, wanted) : wanted
      for (const stamp of news) offer(stamp, batch === null ? [] : [batch])
    }
    lastCrawl = clock.now()
    return seen
  }

  /** One crawl at a time; a second one waits, since it may be asked for something the first has already passed. False: not reached. */
  async function crawl(batch: BatchId | null): Promise<boolean> {
    while (crawling !== null) await crawling.catch(() => 0)
    if (stopping.signal.aborted) return false
    crawling = crawlOnce(batch)
    try {
      const seen = await crawling
      if (seen === -1) return await lose({ code: 'folder-unreachable', path, detail: 'it cannot be read' })
      // An unmounted drive leaves an empty mount point behind: never take it for "everything was deleted".
      if (seen === 0 && store.ledger.countIn(folder.id) > 0)
        return await lose({ code: 'folder-unreachable', path, detail: 'it is suddenly empty' })
      return true
    } catch (error) {
      if (stopping.signal.aborted) return false
      return await lose({ code: 'folder-unreachable', path, detail: String(error) })
    } finally {
      crawling = null
    }
  }

  async function lose(because: Problem): Promise<false> {
    become({ kind: 'unreachable', because })
    const lost = watch
    watch = null
    await lost?.close()
    return false
  }

  function deaf(because: string): void {
    const lost = watch
    watch = null
    if (lost !== null)
      void lost.close().catch(error => log.write('warn', 'a watcher did not close', { path, detail: String(error) }))
    if (state.kind === 'watching')
      become({ kind: 'watching', hearing: { kind: 'crawling', everyMs: crawlEveryMs, because } })
  }

  async function listenToChanges(): Promise<void> {
    lastListened = clock.now()
    const mine = needs.watcher.watch(path, rules, isKnown, news => {
      if (watch !== mine) return
      if (news.kind === 'found') offer(news.stamp, [])
      else deaf(news.because)
    })
    watch = mine
    const heard = await mine.ready
    if (watch !== mine) return
    if (heard.ok) become({ kind: 'watching', hearing: { kind: 'live' } })
    else deaf(heard.problem.code === 'unexpected' ? heard.problem.detail : heard.problem.code)
  }

  async function begin(): Promise<void> {
    const root = await disk.stat(path)
    if (stopping.signal.aborted) return
    if (!root.ok || !root.value.isDirectory) {
      const detail = root.ok ? 'it is not a folder' : 'it is not there'
      return become({ kind: 'unreachable', because: { code: 'folder-unreachable', path, detail } })
    }
    identity = root.value.identity
    if (state.kind === 'unreachable') {
      // Still empty or unreadable: the next look tries again.
      if (!(await crawl(null))) return
      become({ kind: 'watching', hearing: { kind: 'live' } })
    }
    await Promise.all([listenToChanges(), crawl(null)])
    // What came after the crawl had passed and before we heard was told by nobody: one more look, which nobody waits for.
    if (state.kind === 'watching' && state.hearing.kind === 'live') void crawl(null)
  }

  async function look(): Promise<void> {
    const slept = clock.now() - lastLook > sleptMs
    if (state.kind === 'unreachable') return begin()
    const root = await disk.stat(path)
    if (stopping.signal.aborted) return
    if (!root.ok) return void (await lose({ code: 'folder-unreachable', path, detail: 'it is not there' }))
    // Another drive, or the bare mount point, now stands under this name: what we listen to is not what is there.
    if (root.value.identity !== identity) {
      deaf('another drive stands in its place')
      return begin()
    }
    if (state.kind === 'watching' && state.hearing.kind === 'crawling') {
      if (clock.now() - lastListened > hearAgainMs) await begin()
      else if (clock.now() - lastCrawl >= crawlEveryMs) await crawl(null)
    } else if (slept) await crawl(null)
  }

  /** One look at a time: by the clock, or because a photo was missing. */
  function lookNow(): Promise<void> {
    looking = looking
      .then(() => (stopping.signal.aborted ? undefined : look()))
      .catch(error => log.write('error', 'a folder could not be looked at', { path, detail: String(error) }))
      .finally(() => {
        // Set when it is over: a look that takes a minute is no sleep.
        lastLook = clock.now()
      })
    return looking
  }

  function lookLater(): void {
    if (stopping.signal.aborted) return
    forgetLook = clock.after(lookMs, () => void lookNow().finally(lookLater))
  }

  return {
    get state() {
      return state
    },
    async start() {
      lookLater()
      await begin()
    },
    crawl,
    check: lookNow,
    async stop() {
      stopping.abort()
      forgetLook()
      const open = watch
      watch = null
      await Promise.allSettled([open?.close(), looking, crawling])
    },
  }
}

import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { connectCloudflare } from '../../main/cloudflare/index.ts'
import { createEngine, type Engine } from '../../main/engine/index.ts'
import type { FollowRules, ImagesApi, Ports, QueueStore, WatchNews } from '../../main/engine/ports.ts'
import { createNodeDigest } from '../../main/adapters/node-digest.ts'
import { createNodeDisk } from '../../main/adapters/node-disk.ts'
import { createNodeMachine } from '../../main/adapters/node-machine.ts'
import { compileGlobs } from '../../main/adapters/picomatch-globs.ts'
import { createRedaction } from '../../main/adapters/redaction/index.ts'
import { createSharpInspector } from '../../main/adapters/sharp-inspector/index.ts'
import { openSqliteQueueStore } from '../../main/adapters/sqlite-queue-store/index.ts'
import { systemChance } from '../../main/adapters/system-chance.ts'
import { explainError } from '../../main/hosts/explain-error.ts'
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../main/local-cloud/index.ts'
import type {
  EndedPhoto,
  FolderSettings,
  Problem,
  QueueView,
  Receipt,
  UploadJob,
} from '../../preload/contract/index.ts'
import { makePhoto } from '../fixtures/make-photo.ts'
import { countBusy } from './count-busy.ts'
import { VirtualClock } from './virtual-clock.ts'

export type WorldOptions = {
  /** Written into the folder before the engine starts; each with content of its own. */
  photos?: readonly string[]
  settings?: Partial<FolderSettings>
  cloud?: Partial<LocalCloudOptions>
  /** Fills the local cloud's folder before it starts. */
  seed?: (folder: string) => void
  /** The drive tells nothing of changes, as network drives may. */
  deaf?: boolean
}

/** The real engine, disk, database and local cloud in a temporary place, on a clock the test moves. */
export async function aWorld(options: WorldOptions = {}): Promise<World> {
  const world = new World(options)
  mkdirSync(join(world.place, 'cloud'))
  options.seed?.(join(world.place, 'cloud'))
  await world.openCloud()
  for (const [index, name] of (options.photos ?? []).entries()) await world.write(name, index)
  await world.open()
  return world
}

/** What a profile's calls go through on their way; a test may stand in between. */
export type Between = (images: ImagesApi) => ImagesApi

export class World {
  readonly clock = new VirtualClock()
  readonly place = realpathSync(mkdtempSync(join(tmpdir(), 'hotfolder-world-')))
  readonly folder = join(this.place, 'shoot')
  readonly ended: EndedPhoto[] = []
  readonly noticed: Problem[] = []
  cloud!: LocalCloud
  engine!: Engine
  store!: QueueStore
  between: Between = images => images
  readonly #options: WorldOptions
  #busy = countBusy()
  readonly #watchers = new Set<(news: WatchNews) => void>()
  #dead = { now: false }

  constructor(options: WorldOptions) {
    this.#options = options
    mkdirSync(this.folder)
  }

  async openCloud(): Promise<void> {
    this.cloud = await startLocalCloud({
      folder: join(this.place, 'cloud'),
      port: this.cloud?.port ?? 0,
      token: 'a-token-for-tests',
      now: this.clock.now,
      ...this.#options.cloud,
    })
  }

  /** Starts an engine on what the last one left behind. */
  async open(): Promise<void> {
    const file = join(this.place, 'hotfolder.db')
    const opened = openSqliteQueueStore(file)
    if (!opened.ok) throw new Error(opened.problem.code)
    const dead = { now: false }
    this.#dead = dead
    // Calls of a killed engine may never answer.
    this.#busy = countBusy()
    this.store = opened.value
    const { store } = this
    if (store.profiles.all().length === 0)
      store.profiles.save({ name: 'studio', account: { kind: 'local' }, addedAt: 0 })
    const mortal: QueueStore = {
      ...store,
      transaction: (durability, run) => {
        // After a kill nothing is written any more.
        if (dead.now) throw new Error('killed')
        return store.transaction(durability, run)
      },
    }
    const ports: Ports = {
      clock: this.clock,
      chance: systemChance,
      disk: this.#busy.watch(createNodeDisk()),
      watcher: { watch: (_root, rules, _known, tell) => this.#follow(rules, tell) },
      inspector: this.#busy.watch(createSharpInspector({ thumbnails: join(this.place, 'thumbnails') })),
      digest: createNodeDigest(),
      connect: async (profile, token, gate) => {
        const { accountId, baseUrl } = this.cloud
        const images = connectCloudflare({
          profile: profile.name,
          accountId,
          baseUrl,
          token,
          gate,
          now: this.clock.now,
        })
        return { ok: true, value: this.#busy.watch(this.between(images)) }
      },
      vault: {
        place: async () => 'built-in',
        read: async () => ({ ok: true, value: this.cloud.token }),
        write: async () => ({ ok: true, value: { place: 'this-run', notice: null } }),
        remove: async () => ({ ok: true, value: undefined }),
      },
      store: mortal,
      log: { write: () => {}, read: async () => ({ lines: [], older: null, newer: null }) },
      machine: createNodeMachine({ home: this.place, database: 1 }),
      redaction: createRedaction(),
      compileGlobs,
      explainError: error => explainError(error, file),
    }
    this.engine = createEngine(ports, { judgesAtOnce: 3, capabilities: [], notices: [] })
    this.engine.feed.listen(({ news }) => {
      if (dead.now) return
      if (news.kind === 'photoEnded') this.ended.push(news.photo)
      if (news.kind === 'folderChanged') this.#folderState = news.folder.state.kind
      if (news.kind === 'noticed') this.noticed.push(news.problem)
    })
    const folders = store.folders.all()
    if (folders.length === 0)
      await this.engine.answers.addFolder({
        path: this.folder,
        settings: { settleMs: 2_000, ...this.#options.settings },
      })
  }

  async start(): Promise<void> {
    await this.engine.start({ folders: 'all' })
  }

  /** Ctrl-C: the engine stops by itself. */
  async stop(): Promise<void> {
    await this.engine.stop()
    this.store.close()
  }

  /** kill -9: from this moment nothing is saved; sockets are cut. */
  kill(): void {
    if (this.#dead.now) return
    this.#dead.now = true
    this.#killed = this.engine.stop().then(() => this.store.close())
  }
  #killed: Promise<void> = Promise.resolve()

  async restart(): Promise<void> {
    await this.open()
    await this.start()
  }

  /** A photo with content of its own, as the watcher would hear of it. */
  async write(name: string, seed: number, options: Partial<Parameters<typeof makePhoto>[0]> = {}): Promise<void> {
    this.writeBytes(name, await makePhoto({ seed, width: 320, height: 240, ...options }))
  }

  writeBytes(name: string, bytes: Uint8Array): void {
    writeFileSync(join(this.folder, name), bytes)
    this.hear(name)
  }

  read = (name: string): Buffer => readFileSync(join(this.folder, name))
  path = (name: string): string => join(this.folder, name)

  /** The watcher tells of this file, with the stamp it has now. */
  hear(name: string): void {
    const path = this.path(name)
    void createNodeDisk()
      .stat(path)
      .then(stat => {
        if (!stat.ok) return
        const { size, mtimeMs } = stat.value
        for (const tell of this.#watchers) tell({ kind: 'found', stamp: { path, size, mtimeMs } })
      })
  }

  #follow(rules: FollowRules, tellEngine: (news: WatchNews) => void) {
    const tell = (news: WatchNews) => {
      if (news.kind === 'deaf' || !rules.ignores(relative(this.folder, news.stamp.path), false)) tellEngine(news)
    }
    this.#watchers.add(tell)
    const close = async () => void this.#watchers.delete(tell)
    if (this.#options.deaf !== true) return { ready: Promise.resolve({ ok: true as const, value: undefined }), close }
    const problem = { code: 'unexpected' as const, detail: 'the drive does not tell of changes' }
    return { ready: Promise.resolve({ ok: false as const, problem }), close }
  }

  /** Lets time and everything under way run until `isDone`; virtual time jumps while nothing is busy. */
  async until(isDone: (queue: QueueView) => boolean, virtualMs = 3_600_000): Promise<void> {
    const latest = this.clock.now() + virtualMs
    const deadline = Date.now() + 60_000
    for (;;) {
      await breath()
      // Looked at before time goes on: it would jump over what lasts until the next timer.
      if (isDone(await this.queue())) return
      if (this.clock.now() > latest || Date.now() > deadline)
        throw new Error(`It never came to that. ${this.describe()}`)
      this.#letTimePass()
    }
  }

  /** What an order answers, with time going on until it does. */
  async during<T>(order: Promise<T>): Promise<T> {
    let ended = false
    const deadline = Date.now() + 60_000
    void order.then(
      () => (ended = true),
      () => (ended = true),
    )
    while (!ended) {
      if (Date.now() > deadline) throw new Error(`It was never answered. ${this.describe()}`)
      await this.#goOn()
    }
    return order
  }

  /** Until the engine was killed by what the test put in between. */
  async untilKilled(): Promise<void> {
    const deadline = Date.now() + 30_000
    while (!this.#dead.now) {
      if (Date.now() > deadline) throw new Error(`It was never killed. ${this.describe()}`)
      await this.#goOn()
    }
    await this.#killed
  }

  async #goOn(): Promise<void> {
    await breath()
    this.#letTimePass()
  }

  #letTimePass(): void {
    const due = this.clock.nextDue()
    if (this.#busy.count() > 0) this.clock.advance(10)
    else this.clock.advance(due === undefined ? 1_000 : Math.max(0, due - this.clock.now()))
  }

  /** Until nothing is left to do by itself. */
  async settle(): Promise<void> {
    let quiet = 0
    await this.until(({ judging, counts }) => {
      const left =
        judging +
        counts.queued +
        counts.preparing +
        counts.reserving +
        counts.sending +
        counts.confirming +
        counts.waiting
      // What is being looked for on the disk is not counted among what is judged yet, however long the disk takes.
      const isIdle = left === 0 && this.#busy.count() === 0
      // Several times in a row: a crawl or a look at the folder may be about to begin.
      quiet = isIdle ? quiet + 1 : 0
      return quiet > 20
    })
  }

  async queue(): Promise<QueueView> {
    const answer = await this.engine.answers.snapshot({})
    if (!answer.ok) throw new Error(answer.problem.code)
    return answer.value.queue
  }

  jobs = (): UploadJob[] => this.store.jobs.page({ limit: 1_000 }).rows
  job = (name: string): UploadJob | undefined => this.jobs().find(job => job.name === name)
  /** Where the photo of this name stands: the state of its job, or what it was judged. */
  state(name: string): string {
    const known = this.store.ledger.get('studio', this.path(name))
    if (known === undefined || known.verdict.kind === 'accepted') return this.job(name)?.state.kind ?? 'unknown'
    return known.verdict.kind
  }
  receipts = (): Receipt[] => this.store.receipts.page({ limit: 10_000 }).rows

  /** Names of the images the cloud keeps, drafts left out. */
  delivered = (): string[] =>
    this.cloud
      .images()
      .filter(image => !image.draft)
      .map(image => image.filename ?? '')
      .toSorted()
  deliveredHashes = (): string[] =>
    this.cloud
      .images()
      .filter(image => !image.draft)
      .map(image => image.sha256)
      .toSorted()

  #folderState = 'watching'
  folderState = (): string => this.#folderState

  describe(): string {
    const jobs = this.jobs().map(
      job => `${job.name}:${job.state.kind}${'because' in job.state ? `(${job.state.because.code})` : ''}`,
    )
    return `busy ${this.#busy.count()}, now ${this.clock.now()}, due ${this.clock.nextDue()}, jobs ${jobs.join(' ')}`
  }

  async close(): Promise<void> {
    await this.stop().catch((error: unknown) => {
      if (!String(error).includes('not open')) throw error
    })
    await this.cloud.close()
    rmSync(this.place, { recursive: true, force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}

/** Lets what is under way come to its next wait. */
const breath = () => new Promise(resolve => setTimeout(resolve, 1))

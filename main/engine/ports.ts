import type {
  About,
  BatchId,
  FileStamp,
  Finding,
  FindingRule,
  FolderId,
  ImageId,
  Instant,
  JobId,
  JobKind,
  KnownId,
  KnownQuery,
  LogPage,
  LogQuery,
  Outcome,
  PhotoFacts,
  Problem,
  Profile,
  ProfileName,
  Receipt,
  SendingSettings,
  Sha256,
  TokenPlace,
  UploadJob,
  Verdict,
  WatchedFolder,
} from '../../preload/contract/index.ts'
import type { ImagesApi } from './images-port.ts'
import type { LibraryStore } from './library-port.ts'
import type { PickedStore } from './picked-port.ts'

/** Time. `now` in ms since 1970. */
export interface Clock {
  now(): Instant
  /** So many minutes the computer's local time is ahead of UTC at this instant. */
  minutesEast(at: Instant): number
  /** Runs once after `ms`; the answer forgets it. */
  after(ms: number, run: () => void): () => void
}

/** Chance: ids and jitter. */
export interface Chance {
  newId(): string
  /** 0 ≤ fraction < 1 */
  fraction(): number
}

/** What a crawl met: one directory's files at a time, so that no list of everything ever exists. */
export type Crawled =
  | { kind: 'files'; directory: string; files: FileStamp[]; ignored: number }
  /** One directory that could not be read; the crawl goes on. */
  | { kind: 'unreadable'; directory: string; detail: string }
  /** One file that cannot be looked at; the crawl goes on. */
  | { kind: 'unreadable-file'; path: string; detail: string }

/** Which paths are followed below a root, decided by name alone; made by `ignoreRules`. */
export type FollowRules = {
  recursive: boolean
  /** `path` is relative to the root, with `/`. */
  ignores(path: string, isDirectory: boolean): boolean
}

export interface Disk {
  /** `identity` tells one file or drive from another of the same name. */
  stat(path: string): Promise<Outcome<FileStamp & { isDirectory: boolean; identity: string }>>
  /** Absolute and normal; links in it resolved, so that one place has one path. */
  resolve(path: string): Promise<Outcome<string>>
  /** Streams the tree, newest directories in no order. The root itself unreadable ends it with `unreadable` of the root. */
  crawl(root: string, rules: FollowRules, signal: AbortSignal): AsyncIterable<Crawled>
  /**
   * The file's bytes in order, in chunks of at most 256 KiB. Throws what the system throws.
   * A chunk is the reader's only until it asks for the next one: the buffer is then filled again.
   */
  read(path: string, signal: AbortSignal): AsyncIterable<Uint8Array>
  /**
   * Fills a new file, whole or not at all: `write` gets a function that appends, and where the draft lies for who wants to
   * look at it; when it resolves, the file stands under `path` on the platter; when it throws, that is thrown on and nothing
   * is left. Never over a file that is there (`file-unwritable`).
   */
  create(
    path: string,
    write: (append: (bytes: Uint8Array) => Promise<void>, draft: string) => Promise<void>,
  ): Promise<Outcome<void>>
  /** Adds one line to a text file, which is made when it is not there. */
  appendLine(path: string, line: string): Promise<Outcome<void>>
  /** The system's reason as one of ours. */
  explain(path: string, error: unknown): Problem
}

export type WatchNews =
  /** A file appeared or changed. The stamp is what the watcher saw; it may be still growing. */
  | { kind: 'found'; stamp: FileStamp }
  /** Watching has become unreliable (too many watches, system error); the caller falls back to crawling. */
  | { kind: 'deaf'; because: string }

export interface Watch {
  /** Resolves once every directory is followed and a canary file was heard; else tells why it cannot hear. */
  ready: Promise<Outcome<void>>
  close(): Promise<void>
}

export interface Watcher {
  /**
   * Follows changes below `root`. Files for which `isKnown` says yes are never told, nor kept in memory:
   * what is already there belongs to the crawl.
   */
  watch(
    root: string,
    rules: FollowRules,
    isKnown: (stamp: FileStamp) => boolean,
    tell: (news: WatchNews) => void,
  ): Watch
}

/** One look at one file: facts and hash, or why it is no photo. The thumbnail is kept by the adapter, named by the hash. */
export type Inspection = { stamp: FileStamp; sha256: Sha256; facts: PhotoFacts | null; findings: Finding[] }

export interface Inspector {
  /**
   * Reads the file once: hash, facts, proof that it is whole, thumbnail. `findings` holds only what the decoder saw
   * (empty, not-an-image, damaged); the limits are judged by `preflight`. `photo-changed` when size or mtime moved meanwhile.
   */
  inspect(path: string, signal: AbortSignal): Promise<Outcome<Inspection>>
}

/** SHA-256. */
export interface Digest {
  start(): { update(bytes: Uint8Array): void; hex(): Sha256 }
  /** HMAC of a text under a key, both as UTF-8; lower-case hex. */
  sign(key: string, text: string): string
}

/** Which of an account's budgets a call draws on: all management calls, or direct uploads through the batch host. */
export type BudgetName = 'account' | 'batch'

/** Asked before every management call and told after it; the engine's pacing answers. */
export interface Gate {
  admit(budget: BudgetName, signal: AbortSignal): Promise<void>
  /** What the service said is left in its window (header `Ratelimit`). */
  observed(budget: BudgetName, remaining: number, resetMs: number): void
}

export type { KeptPick, PickedStore } from './picked-port.ts'
export type { ImagesApi, ImageList, Order, Original, Photo, Source } from './images-port.ts'
export type ConnectImages = (profile: Profile, token: string, gate: Gate) => Promise<Outcome<ImagesApi>>

/** Where tokens live. Nothing else in the engine ever holds one longer than a call. */
export interface Vault {
  /** `missing` where there is none; `built-in` for the local cloud. */
  place(profile: Profile): Promise<TokenPlace>
  read(profile: Profile): Promise<Outcome<string>>
  /** Writes, reads back and compares. Without a keychain it keeps the token for this run and says so in `notice`. */
  write(profile: Profile, token: string): Promise<Outcome<{ place: TokenPlace; notice: Problem | null }>>
  remove(profile: Profile): Promise<Outcome<void>>
}

export interface Log {
  /** `facts` must hold no secret; the adapter still removes anything that looks like one. */
  write(level: 'info' | 'warn' | 'error', what: string, facts?: Record<string, unknown>): void
  /** Lines of this run and earlier ones, without secrets and with paths shortened; newest last. */
  read(query: LogQuery): Promise<LogPage>
}

/** Keeps out of what is written down or shown what nobody is to read there. Values are plain; each comes back in its own shape. */
export interface Redaction {
  /** From now on these very letters are taken out of everything. */
  hide(secret: string): void
  /** Without secrets. */
  redact<T>(value: T): T
  /** Without secrets, and every path cut to its last two names. */
  shorten<T>(value: T): T
  /** The same, and without the names of photos. */
  anonymise<T>(value: T): T
}

/** The program and the computer it runs on. */
export interface Machine {
  about(): About
}

/** What the ledger keeps of one path for one profile: enough to know it again without opening it. */
export type KnownPhoto = {
  profile: ProfileName
  folder: FolderId | null
  stamp: FileStamp
  sha256: Sha256 | null
  facts: PhotoFacts | null
  verdict: Verdict
  /** How it was to be sent; null where its job says so. */
  sending: SendingSettings | null
  /** What it is in a batch that waits for the word to be sent; null in all others. */
  staged: { batch: BatchId; as: 'duplicate' | 'under-way' | FindingRule } | null
  at: Instant
}

/** A known photo with the id it is asked for by. */
export type ListedPhoto = KnownPhoto & { id: KnownId }

/** Photos of a batch taken together, with the paths of the first. */
export type StagedSum = { count: number; bytes: number; paths: string[] }

export type Page<T> = { rows: T[]; next: string | null }

/** Everything that must outlive the program. Synchronous, so that "save, then act" is one line. */
export interface QueueStore {
  /** All or nothing. `durable`: on the disk's platter before it returns (a reservation must survive a power cut). */
  transaction<T>(durability: 'soon' | 'durable', run: () => T): T

  jobs: {
    save(job: UploadJob): void
    get(id: JobId): UploadJob | undefined
    /** The unfinished, failed or cancelled job of this path, newest first; never a delivered one. */
    ofPath(profile: ProfileName, path: string): UploadJob | undefined
    /** The newest job with these bytes that is not delivered, at whatever path. */
    ofBytes(profile: ProfileName, sha256: Sha256): UploadJob | undefined
    /** The head of the line: queued, or waiting and due. Best priority first, then place, then age. */
    startable(limit: number, now: Instant, closed: readonly ProfileName[], skip: ReadonlySet<JobId>): UploadJob[]
    /** When the first job that waits beyond `now` is due; null when there is none. */
    nextDue(now: Instant): Instant | null
    /** Jobs in any of these states, oldest first, read in batches without holding all in memory. */
    inStates(kinds: readonly JobKind[]): Iterable<UploadJob>
    counts(): Record<JobKind, number>
    /** Bytes of all jobs that are ordered to be sent, and not delivered, failed or cancelled. */
    bytesLeft(): number
    page(choice: {
      kinds?: readonly JobKind[] | undefined
      profile?: ProfileName | undefined
      /** Each word is in the name. */
      text?: string | undefined
      /** Null: those added by hand. */
      folder?: FolderId | null | undefined
      /** The code of the problem they wait or failed for. */
      because?: string | undefined
      after?: string | undefined
      limit: number
    }): Page<UploadJob>
    /** Of one folder: how many in each state, and how many were delivered since. */
    countsIn(folder: FolderId, since: Instant): { kinds: Record<JobKind, number>; deliveredSince: number }
    /** The photo of this folder that was delivered last. */
    lastDelivered(folder: FolderId): UploadJob | undefined
    /** Forgets a job of which nothing was ever begun. */
    remove(id: JobId): void
    /** Waiting jobs of this profile, waiting because of one of these codes, become due now. */
    makeDue(profile: ProfileName, codes: readonly string[], now: Instant): number
  }

  ledger: {
    put(photo: KnownPhoto): void
    get(profile: ProfileName, path: string): KnownPhoto | undefined
    /** The photo under this id, unless it was judged anew since. */
    byId(id: KnownId): KnownPhoto | undefined
    page(query: KnownQuery): Page<ListedPhoto>
    /** Same path, size and mtime as when we judged it. */
    knows(profile: ProfileName, stamp: FileStamp): boolean
    /** Those of these files that `knows` would deny; one look for many, made for the files of one directory. */
    unknown(profile: ProfileName, stamps: readonly FileStamp[]): FileStamp[]
    forget(profile: ProfileName, path: string): void
    /** Duplicates that wait for the image of this job. */
    twinsOf(job: JobId): KnownPhoto[]
    /** Any duplicate that still waits for a job. */
    twins(): Iterable<KnownPhoto>
    countIn(folder: FolderId): number
    heldIn(folder: FolderId): number
    counts(): { held: number; duplicate: number }
  }

  /** Batches that wait for the word to be sent. */
  staged: {
    /** Those with jobs. */
    batches(): { batch: BatchId; profile: ProfileName }[]
    /** In queue order. */
    jobs(batch: BatchId): JobId[]
    ready(batch: BatchId, paths: number): StagedSum
    /** Everything in it, with or without a job. */
    paths(batch: BatchId): string[]
    /** The photos without a job, by what they are in the batch. */
    others(batch: BatchId, paths: number): (StagedSum & { group: string })[]
    /** Its photos are known as any others from now on. */
    release(batch: BatchId): void
  }

  receipts: {
    add(receipt: Receipt): void
    /** The newest receipt for these bytes whose image is still kept on this account. */
    ofBytes(profile: ProfileName, sha256: Sha256): Receipt | undefined
    /** The newest receipt for these bytes whose image is not kept any more. */
    endedOfBytes(profile: ProfileName, sha256: Sha256): Receipt | undefined
    ofJob(job: JobId): Receipt | undefined
    /** The newest receipt under this image id. */
    ofImage(profile: ProfileName, image: ImageId): Receipt | undefined
    /** The image is not kept any more since `at`; null: it is there after all. */
    end(profile: ProfileName, image: ImageId, at: Instant | null): void
    /** An id of the person's own holds these bytes now (null: unknown ones): receipts of any others ended at `at`, if not before. */
    filled(profile: ProfileName, image: ImageId, sha256: Sha256 | null, at: Instant): void
    page(choice: { profile?: ProfileName | undefined; after?: string | undefined; limit: number }): Page<Receipt>
  }

  library: LibraryStore

  folders: { all(): WatchedFolder[]; save(folder: WatchedFolder): void; remove(id: FolderId): void }
  profiles: { all(): Profile[]; save(profile: Profile): void; remove(name: ProfileName): void }
  picked: PickedStore
  /** Small settings by name (active profile, limits, paused): JSON values. */
  settings: { get(name: string): unknown; set(name: string, value: unknown): void }

  /** Problems met while opening or reading (a database or rows set aside); each told once. */
  takeNotices(): Problem[]
  close(): void
}

/** Compiles globs over paths with `/`, relative to a root. A pattern that cannot be read is the caller's invalid input. */
export type CompileGlobs = (patterns: readonly string[]) => (path: string) => boolean

/** Everything the engine asks of the world. */
export type Ports = {
  clock: Clock
  chance: Chance
  disk: Disk
  watcher: Watcher
  inspector: Inspector
  digest: Digest
  connect: ConnectImages
  vault: Vault
  store: QueueStore
  log: Log
  redaction: Redaction
  machine: Machine
  compileGlobs: CompileGlobs
  /** Says what an exception of the store or the system means. */
  explainError(error: unknown): Problem
}

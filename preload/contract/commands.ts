import { z } from 'zod'
import { FolderActivity, FolderSettings, FolderView, PhotoOrder, SendingSettings } from './folder.ts'
import { BatchId, FolderId, Instant, JobId, ProfileName } from './ids.ts'
import { AccountUse, Receipt } from './image.ts'
import { UploadJob } from './job.ts'
import { KnownChoice, KnownId, KnownQuery, KnownView } from './known.ts'
import { libraryCommands } from './library-commands.ts'
import { Preferences } from './preferences.ts'
import { Account, ProfileView } from './profile.ts'
import type { Outcome } from './problem.ts'
import { Snapshot } from './snapshot.ts'
import { StagedView } from './staged.ts'
import { supportCommands } from './support-commands.ts'

const Nothing = z.object({})
const Path = z.string().min(1).max(32_767)
const Token = z.string().trim().min(1).max(4_096)
const Kind = z.enum([
  'staged',
  'queued',
  'preparing',
  'reserving',
  'sending',
  'confirming',
  'waiting',
  'paused',
  'delivered',
  'failed',
  'cancelled',
])
const PartialSettings = FolderSettings.partial()

/** Which jobs a command is about: some by id, or all that are in one of these states. */
export const JobChoice = z.union([
  z.object({ jobs: z.array(JobId).min(1).max(10_000) }),
  z.object({ all: z.literal(true) }),
])
export type JobChoice = z.infer<typeof JobChoice>

const StagedChoice = z.object({ batch: BatchId, jobs: z.array(JobId).min(1).max(10_000).optional() })
const Changed = z.object({ changed: z.number().int() })

/** Every question and order there is: name → what goes in, what comes out. Each answers with an Outcome. */
export const commands = {
  snapshot: { input: Nothing, output: Snapshot },
  /**
   * One page of jobs in queue order (delivered: newest first). `after` is the cursor of the page before. `text`: each word
   * is in the name; `folder`: null for those added by hand; `because`: the code of the problem they wait or failed for.
   */
  listJobs: {
    input: z.object({
      kinds: z.array(Kind).optional(),
      profile: ProfileName.optional(),
      text: z.string().max(1_000).optional(),
      folder: FolderId.nullable().optional(),
      because: z.string().max(64).optional(),
      after: z.string().max(4_096).optional(),
      limit: z.number().int().min(1).max(1_000).default(100),
    }),
    output: z.object({ jobs: z.array(UploadJob), next: z.string().nullable() }),
  },
  /** One page of the photos that are held, or were delivered before: newest first. */
  listKnown: { input: KnownQuery, output: z.object({ photos: z.array(KnownView), next: z.string().nullable() }) },
  /** Held photos leave the list and the count, and stay so until their bytes change or a person names them. No file is touched. */
  dismissKnown: { input: KnownChoice, output: Changed },
  /** Dismissed photos are held again. */
  restoreKnown: { input: KnownChoice, output: Changed },
  /** Reads these photos once more, as a batch: one that is in order by now goes into the queue; one that is gone is forgotten. */
  judgeAgain: { input: z.object({ ids: z.array(KnownId).min(1).max(10_000) }), output: z.object({ batch: BatchId }) },
  /** Takes files and folders by hand. Each photo is told by `photoEnded`, the end of all by `batchEnded`. */
  addPhotos: {
    input: z.object({
      paths: z.array(Path).min(1).max(100_000),
      profile: ProfileName.optional(),
      sending: SendingSettings.partial().optional(),
      order: PhotoOrder.optional(),
      /** They are judged, but nothing is sent before `sendStaged`. */
      staged: z.boolean().optional(),
    }),
    output: z.object({ batch: BatchId }),
  },
  /** What preflight says of a batch so far, with the first names of each group. */
  stagedBatch: {
    input: z.object({ batch: BatchId, names: z.number().int().min(0).max(1_000).default(12) }),
    output: StagedView,
  },
  /** Sends what waits in the batch, and what is still judged; or the chosen ones, and the rest waits on. `sending` has the last word on how. */
  sendStaged: { input: StagedChoice.extend({ sending: SendingSettings.partial().optional() }), output: Changed },
  /** Takes a batch that is judged to another account, as a new one: there it is judged anew. */
  moveStaged: {
    input: z.object({ batch: BatchId, profile: ProfileName }),
    output: z.object({ batch: BatchId }),
  },
  /** Cancels what waits in the batch, all or the chosen: nothing of it was sent. */
  dropStaged: { input: StagedChoice, output: Changed },
  addFolder: {
    input: z.object({ path: Path, profile: ProfileName.optional(), settings: PartialSettings.optional() }),
    output: FolderView,
  },
  changeFolder: { input: z.object({ folder: FolderId, settings: PartialSettings }), output: FolderView },
  pauseFolder: { input: z.object({ folder: FolderId }), output: FolderView },
  resumeFolder: { input: z.object({ folder: FolderId }), output: FolderView },
  /** Stops following; neither the photos on disk nor those delivered are touched. */
  removeFolder: { input: z.object({ folder: FolderId }), output: Nothing },
  /** What became of the photos of one folder; `since`: from when delivered ones are counted apart. */
  folderActivity: { input: z.object({ folder: FolderId, since: Instant }), output: FolderActivity },
  /** Looks at the whole folder again, as a batch. */
  crawlFolder: { input: z.object({ folder: FolderId }), output: z.object({ batch: BatchId }) },
  pauseQueue: { input: Nothing, output: Nothing },
  resumeQueue: { input: Nothing, output: Nothing },
  pauseJobs: { input: JobChoice, output: Changed },
  resumeJobs: { input: JobChoice, output: Changed },
  cancelJobs: { input: JobChoice, output: Changed },
  /** Failed and cancelled jobs start anew; waiting ones start at once. */
  retryJobs: { input: JobChoice, output: Changed },
  prioritiseJobs: {
    input: z.object({ jobs: z.array(JobId).min(1), priority: z.number().int().min(-1_000).max(1_000) }),
    output: Changed,
  },
  /** Bytes per second over all uploads together; null is no limit. */
  setLimits: {
    input: z.object({
      concurrency: z.number().int().min(1).max(32).optional(),
      bytesPerSecond: z.number().int().min(1_000).nullable().optional(),
    }),
    output: Nothing,
  },
  readPreferences: { input: Nothing, output: Preferences },
  /** What is left out stays; it holds at once. */
  changePreferences: { input: Preferences.partial(), output: Preferences },
  addProfile: {
    input: z.object({ name: ProfileName, account: Account, token: Token.nullable() }),
    output: ProfileView,
  },
  replaceToken: { input: z.object({ profile: ProfileName, token: Token }), output: ProfileView },
  verifyProfile: {
    input: z.object({ profile: ProfileName.optional() }),
    output: z.object({ profile: ProfileView, use: AccountUse }),
  },
  useProfile: { input: z.object({ profile: ProfileName }), output: ProfileView },
  removeProfile: { input: z.object({ profile: ProfileName }), output: Nothing },
  /** Newest first. */
  listReceipts: {
    input: z.object({
      profile: ProfileName.optional(),
      after: z.string().max(4_096).optional(),
      limit: z.number().int().min(1).max(10_000).default(1_000),
    }),
    output: z.object({ receipts: z.array(Receipt), next: z.string().nullable() }),
  },
  ...libraryCommands,
  ...supportCommands,
} as const

export type Commands = typeof commands
export type CommandName = keyof Commands
export type CommandInput<Name extends CommandName> = z.input<Commands[Name]['input']>
export type CommandOutput<Name extends CommandName> = z.output<Commands[Name]['output']>

/** One method per command, as the caller sees it: defaults may be left out. */
export type Handlers = { [Name in CommandName]: (input: CommandInput<Name>) => Promise<Outcome<CommandOutput<Name>>> }
/** The same, as the engine answers it: input already validated, defaults filled in. */
export type Answers = {
  [Name in CommandName]: (input: z.output<Commands[Name]['input']>) => Promise<Outcome<CommandOutput<Name>>>
}

import { z } from 'zod'
import { FolderId, Instant, JobId, ProfileName, Sha256 } from './ids.ts'
import { metadataBytes } from './image.ts'
import { jsonBytes } from './json-bytes.ts'
import { Problem } from './problem.ts'

/** With our own hash beside them. */
const fitsIntoMetadata = (tags: Record<string, string>) =>
  jsonBytes({ ...tags, sha256: '0'.repeat(64) }) <= metadataBytes

/** How the photos of one place are sent. Sizes in characters are Cloudflare's (images-api §3.3). */
export const SendingSettings = z.object({
  /** Private images need a signed link (API: requireSignedURLs). */
  private: z.boolean(),
  /** The API's `creator`; null sends none. */
  creator: z.string().max(1024).nullable(),
  /** Sent as image metadata; with our own fields at most 1,024 bytes of JSON. */
  tags: z
    .record(z.string(), z.string())
    .refine(fitsIntoMetadata, 'the tags take more than 1,024 bytes together; shorten them'),
})
export type SendingSettings = z.infer<typeof SendingSettings>

export const PhotoOrder = z.enum(['newest', 'oldest', 'name'])
export type PhotoOrder = z.infer<typeof PhotoOrder>

export const FolderSettings = SendingSettings.extend({
  /** Follow subfolders too. */
  recursive: z.boolean(),
  /** Globs ignored on top of the default list, relative to the folder. */
  ignore: z.array(z.string().min(1)),
  /** A file counts as settled once size and mtime stood still this long, in ms. */
  settleMs: z.number().int().min(0).max(600_000),
  order: PhotoOrder,
  /** Only photos written after this instant; null takes all. */
  onlyAfter: Instant.nullable(),
})
export type FolderSettings = z.infer<typeof FolderSettings>

export const defaultSending: SendingSettings = { private: false, creator: null, tags: {} }
export const defaultFolderSettings: FolderSettings = {
  ...defaultSending,
  recursive: true,
  ignore: [],
  settleMs: 2_000,
  order: 'newest',
  onlyAfter: null,
}

/** How we learn of new photos: told by the system, by looking again and again where nothing is told, or not in this run. */
export const Hearing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live') }),
  z.object({ kind: z.literal('not-now') }),
  z.object({ kind: z.literal('crawling'), everyMs: z.number(), because: z.string() }),
])
export type Hearing = z.infer<typeof Hearing>

export const FolderState = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watching'), hearing: Hearing }),
  z.object({ kind: z.literal('paused') }),
  z.object({ kind: z.literal('unreachable'), because: Problem }),
])
export type FolderState = z.infer<typeof FolderState>

/** A folder we follow, as it is kept. Its state is found anew at each start. */
export const WatchedFolder = z.object({
  id: FolderId,
  path: z.string().min(1),
  profile: ProfileName,
  paused: z.boolean(),
  settings: FolderSettings,
  addedAt: Instant,
})
export type WatchedFolder = z.infer<typeof WatchedFolder>

/** A folder with its present state, as the screens and the terminal show it. */
export const FolderView = WatchedFolder.extend({ state: FolderState, known: z.number().int() })
export type FolderView = z.infer<typeof FolderView>

/** What became of the photos of one folder, as counts. `last`: the job and time of the photo delivered last. */
export const FolderActivity = z.object({
  /** Judged, whatever became of them. */
  known: z.number().int(),
  /** Ordered, and not ended. */
  waiting: z.number().int(),
  held: z.number().int(),
  failed: z.number().int(),
  delivered: z.number().int(),
  deliveredSince: z.number().int(),
  last: z.object({ job: JobId, name: z.string(), sha256: Sha256, at: Instant }).nullable(),
})
export type FolderActivity = z.infer<typeof FolderActivity>

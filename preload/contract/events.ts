import { z } from 'zod'
import { FolderView } from './folder.ts'
import { BatchId, FolderId, JobId, ProfileName } from './ids.ts'
import { EndedPhoto } from './image.ts'
import { UploadJob } from './job.ts'
import { Preferences } from './preferences.ts'
import { ProfileView } from './profile.ts'
import { Problem } from './problem.ts'
import { QueueView } from './snapshot.ts'

const told = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({ kind: z.literal(kind), ...shape })

/** How far one photo has been handed to the line, in bytes; `speed` in bytes per second, null until it can be trusted. */
export const Progress = z.object({ job: JobId, sent: z.number(), of: z.number(), speed: z.number().nullable() })
export type Progress = z.infer<typeof Progress>

/** What happened, past tense. Progress is news, not state: it is thinned to ten a second and may be missed. */
export const News = z.discriminatedUnion('kind', [
  told('jobChanged', { job: UploadJob }),
  told('photoEnded', { photo: EndedPhoto }),
  told('batchEnded', { batch: BatchId, ignored: z.number().int() }),
  /** What is on the sheet of this batch has changed without a job of its own to tell of it. */
  told('stagedChanged', { batch: BatchId }),
  /** The batch, or a part of it, was given up before anything of it was sent. */
  told('stagedDropped', { batch: BatchId }),
  /** All of the batch was ordered to be sent: it is no sheet any more. */
  told('stagedSent', { batch: BatchId }),
  told('progressed', { jobs: z.array(Progress), queue: QueueView }),
  told('queueChanged', { queue: QueueView }),
  /** The batch goes on as another one, for this account. */
  told('stagedMoved', { from: BatchId, to: BatchId, profile: ProfileName }),
  told('folderChanged', { folder: FolderView }),
  told('folderRemoved', { folder: FolderId }),
  told('profileChanged', { profile: ProfileView }),
  told('profileRemoved', { profile: ProfileName }),
  /** Its signing keys are others now: who shows them asks anew. */
  told('signingKeysChanged', { profile: ProfileName }),
  /** Images came, went or changed in the local mirror: who shows them asks anew. */
  told('libraryChanged', { profile: ProfileName, total: z.number().int() }),
  /** A person dismissed or restored held photos: who shows them asks anew. */
  told('knownChanged', {}),
  told('preferencesChanged', { preferences: Preferences }),
  told('noticed', { problem: Problem }),
  /** Nothing can be kept any more: the engine stands still until it is started again. */
  told('halted', { problem: Problem }),
])
export type News = z.infer<typeof News>

/** News with its number. A reader that misses a revision asks for the snapshot. */
export const FeedEvent = z.object({ revision: z.number().int(), news: News })
export type FeedEvent = z.infer<typeof FeedEvent>

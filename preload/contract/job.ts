import { z } from 'zod'
import { SendingSettings } from './folder.ts'
import { BatchId, FolderId, ImageId, Instant, JobId, ProfileName, Sha256 } from './ids.ts'
import { FileStamp, Preparation } from './preflight.ts'
import { Problem } from './problem.ts'

/** The image id and one-time upload URL set aside for us (API: direct upload, images-api §2.14). */
export const Reservation = z.object({ imageId: ImageId, uploadUrl: z.url(), expiresAt: Instant })
export type Reservation = z.infer<typeof Reservation>

/** Where one photo is on its way. Each state carries what is true in that state, and nothing else. */
export const JobState = z.discriminatedUnion('kind', [
  /** Judged, and waits with its batch for a person's word; nothing else starts it. */
  z.object({ kind: z.literal('staged'), batch: BatchId }),
  z.object({ kind: z.literal('queued') }),
  z.object({ kind: z.literal('preparing') }),
  z.object({ kind: z.literal('reserving') }),
  z.object({ kind: z.literal('sending'), reservation: Reservation }),
  z.object({ kind: z.literal('confirming'), reservation: Reservation }),
  z.object({ kind: z.literal('waiting'), until: Instant, because: Problem, reservation: Reservation.nullable() }),
  z.object({ kind: z.literal('paused'), reservation: Reservation.nullable() }),
  z.object({ kind: z.literal('delivered'), imageId: ImageId, at: Instant }),
  z.object({ kind: z.literal('failed'), because: Problem, reservation: Reservation.nullable() }),
  z.object({ kind: z.literal('cancelled') }),
])
export type JobState = z.infer<typeof JobState>
export type JobKind = JobState['kind']

/** One accepted photo on its way to one account. */
export const UploadJob = z.object({
  id: JobId,
  profile: ProfileName,
  folder: FolderId.nullable(),
  stamp: FileStamp,
  name: z.string(),
  type: z.string(),
  sha256: Sha256,
  preparation: Preparation,
  sending: SendingSettings,
  /** Higher goes first. */
  priority: z.number().int(),
  /** Place among equals: text, ascending. */
  place: z.string(),
  /** Failed tries that count; being offline or told to wait does not. */
  attempts: z.number().int(),
  createdAt: Instant,
  state: JobState,
})
export type UploadJob = z.infer<typeof UploadJob>

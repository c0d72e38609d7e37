import { z } from 'zod'
import { PhotoOrder, SendingSettings } from './folder.ts'
import { BatchId, ProfileName } from './ids.ts'

/** The most one dropped file may hold, in bytes. */
export const mostDroppedBytes = 200_000_000
/** The most files of one drop. */
export const mostDroppedFiles = 10_000

/** Names one drop: made by the page, so that its files can arrive side by side. */
export const DropId = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'a UUID in lower case')
export type DropId = z.infer<typeof DropId>

/** One file of a drop that has arrived whole. `name` is the one it is kept and sent under. */
export const DroppedFile = z.object({ file: z.number().int(), name: z.string(), bytes: z.number().int() })
export type DroppedFile = z.infer<typeof DroppedFile>

/** How the files of a drop are to be sent: as with `addPhotos`, without paths. */
export const DropSending = z.object({
  profile: ProfileName.optional(),
  sending: SendingSettings.partial().optional(),
  order: PhotoOrder.optional(),
  staged: z.boolean().optional(),
})
export type DropSending = z.infer<typeof DropSending>

/** What becomes of a sent drop is told under this batch, as of any photos added by hand. */
export const SentDrop = z.object({ batch: BatchId })
export type SentDrop = z.infer<typeof SentDrop>

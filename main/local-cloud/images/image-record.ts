import { z } from 'zod'

/** What an accepted file is. `file` names it in the folder of originals. */
export const Original = z.object({
  file: z.string(),
  filename: z.string().nullable(),
  bytes: z.number(),
  sha256: z.string(),
  format: z.enum(['jpeg', 'png', 'gif', 'webp', 'svg', 'heic', 'avif']),
  width: z.number(),
  height: z.number(),
  frames: z.number(),
})
export type Original = z.infer<typeof Original>

/** One image, or the place kept for one. `original` is null while it is a draft. */
export type ImageRecord = {
  id: string
  /** Tells this draft from an earlier one of the same id. */
  reservation: string
  uploadedAt: number
  expiresAt: number
  requireSignedUrls: boolean
  creator: string | null
  metadata: Record<string, unknown>
  original: Original | null
}

/** What a list tells of a finished image. */
export type ListedImage = Pick<ImageRecord, 'id' | 'uploadedAt' | 'requireSignedUrls' | 'creator' | 'metadata'> & {
  filename: string | null
}

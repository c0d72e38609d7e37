import { z } from 'zod'
import type { Image, Instant } from '../../preload/contract/index.ts'

// Whatever is no object is nothing we could show or filter by; it must not hide a whole page of images.
const Kept = z.record(z.string(), z.unknown()).nullish().catch(null)

/** The API's image object (images-api §2.1); its doc samples say `metadata` where its specification says `meta`. */
export const ApiImage = z.object({
  id: z.string().min(1).max(1024),
  filename: z.string().nullish(),
  uploaded: z.string().nullish(),
  requireSignedURLs: z.boolean().nullish(),
  variants: z.array(z.string()).nullish(),
  creator: z.string().nullish(),
  meta: Kept,
  metadata: Kept,
  draft: z.boolean().nullish(),
})
export type ApiImage = z.infer<typeof ApiImage>

/** It as ours; `now` stands in for a missing upload time. */
export function imageOf(read: ApiImage, now: Instant): Image {
  const uploadedAt = Date.parse(read.uploaded ?? '')
  return {
    id: read.id,
    filename: read.filename ?? null,
    uploadedAt: Number.isNaN(uploadedAt) ? now : uploadedAt,
    private: read.requireSignedURLs ?? false,
    links: read.variants ?? [],
    creator: read.creator ?? null,
    metadata: read.meta ?? read.metadata ?? {},
  }
}

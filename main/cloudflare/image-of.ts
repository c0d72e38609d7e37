import { z } from 'zod'
import type { AskedImage } from '../../preload/contract/index.ts'

// images-api §2.1; the service's doc samples say `metadata` where its specification says `meta`.
const ApiImage = z.object({
  id: z.string().min(1).max(1024),
  filename: z.string().nullish(),
  uploaded: z.string().nullish(),
  requireSignedURLs: z.boolean().nullish(),
  variants: z.array(z.string()).nullish(),
  creator: z.string().nullish(),
  meta: z.record(z.string(), z.unknown()).nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  draft: z.boolean().nullish(),
})

/** The API's image object as ours; `absent` when the result is none. `now` stands in for a missing upload time. */
export function imageOf(result: unknown, now: number): AskedImage {
  const read = ApiImage.safeParse(result)
  if (!read.success) return { kind: 'absent' }
  const { id, filename, uploaded, requireSignedURLs, variants, creator, meta, metadata, draft } = read.data
  if (draft === true) return { kind: 'draft' }
  const uploadedAt = Date.parse(uploaded ?? '')
  return {
    kind: 'image',
    image: {
      id,
      filename: filename ?? null,
      uploadedAt: Number.isNaN(uploadedAt) ? now : uploadedAt,
      private: requireSignedURLs ?? false,
      links: variants ?? [],
      creator: creator ?? null,
      metadata: meta ?? metadata ?? {},
    },
  }
}

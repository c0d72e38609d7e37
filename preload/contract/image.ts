import { z } from 'zod'
import { BatchId, ImageId, Instant, JobId, ProfileName, Sha256 } from './ids.ts'

/** What Cloudflare keeps of one photo (images-api §2.1). Links are full delivery URLs, one per variant. */
export const Image = z.object({
  id: ImageId,
  filename: z.string().nullable(),
  uploadedAt: Instant,
  private: z.boolean(),
  links: z.array(z.string()),
  creator: z.string().nullable(),
  metadata: z.record(z.string(), z.unknown()),
})
export type Image = z.infer<typeof Image>

/** An image as asked for by id: kept, reserved but not received, or not there. */
export type AskedImage = { kind: 'image'; image: Image } | { kind: 'draft' } | { kind: 'absent' }

/** Images kept and allowed on the account (images-api §2.11). */
export const AccountUse = z.object({ current: z.number(), allowed: z.number() })
export type AccountUse = z.infer<typeof AccountUse>

/** Proof of one delivery: these bytes, under this id, at this time. */
export const Receipt = z.object({
  job: JobId,
  profile: ProfileName,
  path: z.string(),
  name: z.string(),
  sha256: Sha256,
  bytes: z.number().int(),
  imageId: ImageId,
  at: Instant,
  links: z.array(z.string()),
})
export type Receipt = z.infer<typeof Receipt>

/** How one photo ended. */
export const EndedState = z.enum(['delivered', 'duplicate', 'held', 'failed', 'cancelled'])
export type EndedState = z.infer<typeof EndedState>

/** The sentence for one trouble with its code; `advice` is the one thing a person can do. */
export const Trouble = z.object({ code: z.string(), title: z.string(), advice: z.string() })
export type Trouble = z.infer<typeof Trouble>

/** The end of one photo's way, told once per batch it belongs to. */
export const EndedPhoto = z.object({
  path: z.string(),
  state: EndedState,
  imageId: ImageId.nullable(),
  sha256: Sha256.nullable(),
  bytes: z.number().int(),
  links: z.array(z.string()),
  problem: Trouble.nullable(),
  profile: ProfileName,
  batches: z.array(BatchId),
})
export type EndedPhoto = z.infer<typeof EndedPhoto>

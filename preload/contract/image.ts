import { z } from 'zod'
import { BatchId, ImageId, Instant, JobId, ProfileName, Sha256 } from './ids.ts'
import { jsonBytes } from './json-bytes.ts'

/** The most that may be kept with an image, as JSON (images-api §3.1). */
export const metadataBytes = 1_024

/** What a person or program keeps with an image: any JSON object of at most 1,024 bytes. */
export const ImageMetadata = z
  .record(z.string(), z.json())
  .refine(
    metadata => jsonBytes(metadata) <= metadataBytes,
    'the metadata takes more than 1,024 bytes as JSON; shorten it',
  )
export type ImageMetadata = z.infer<typeof ImageMetadata>

/** The API's `creator` (images-api §3.3). */
export const Creator = z.string().min(1).max(1024)

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

/** What becomes of an image's metadata. Our own `sha256` stays unless it is named: by it any workstation knows the photo again. */
export const MetadataChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('replace'), with: ImageMetadata }),
  z.object({ kind: z.literal('merge'), set: ImageMetadata, remove: z.array(z.string()).max(100) }),
])
export type MetadataChange = z.infer<typeof MetadataChange>

/** What is left out stays. A change of `private` gives the image a new id (images-api §2.5). */
export const ImageChange = z.object({
  metadata: MetadataChange.optional(),
  private: z.boolean().optional(),
  creator: Creator.nullable().optional(),
})
export type ImageChange = z.infer<typeof ImageChange>

/** Images kept and allowed on the account (images-api §2.11). */
export const AccountUse = z.object({ current: z.number(), allowed: z.number() })
export type AccountUse = z.infer<typeof AccountUse>

/** Proof of one delivery: these bytes, under this id, at this time. `endedAt`: since when the image is known to be gone. */
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
  endedAt: Instant.optional(),
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

import { z } from 'zod'
import { ImageId, Instant, ProfileName, Sha256 } from './ids.ts'
import { Creator, Image, Receipt } from './image.ts'
import { PhotoFacts } from './preflight.ts'

const Field = /^[A-Za-z0-9_]{1,100}(\.[A-Za-z0-9_]{1,100}){0,4}$/

/** One condition on metadata, as the service knows them: `meta.<field>[<operator>]=<value>`; lists are separated by `|` (images-api §2.13). */
export const MetadataFilter = z.object({
  field: z.string().regex(Field, 'a field of the metadata: letters, digits and _, at most five levels joined by dots'),
  operator: z.enum([
    'eq',
    'eq:string',
    'eq:number',
    'eq:boolean',
    'gt',
    'gt:number',
    'gte',
    'gte:number',
    'lt',
    'lt:number',
    'lte',
    'lte:number',
    'in',
    'in:string',
    'in:number',
  ]),
  value: z.string().max(1_024),
})
export type MetadataFilter = z.infer<typeof MetadataFilter>

/** Which images the service is asked for, page by page. `creator: null` asks for those without one. */
export const ImageQuery = z.object({
  creator: Creator.nullable().optional(),
  filters: z.array(MetadataFilter).max(5).default([]),
  order: z.enum(['newest', 'oldest']).default('newest'),
  after: z.string().max(4_096).optional(),
  limit: z.number().int().min(10).max(1_000).default(1_000),
})
export type ImageQuery = z.infer<typeof ImageQuery>

/** Which images are looked up in the local mirror. `text`: each word is in the name, the id, the creator or the metadata. */
export const LibraryQuery = z.object({
  text: z.string().max(1_000).optional(),
  private: z.boolean().optional(),
  creator: Creator.nullable().optional(),
  uploadedFrom: Instant.optional(),
  uploadedBefore: Instant.optional(),
  order: z.enum(['newest', 'oldest', 'name']).default('newest'),
  after: z.string().max(4_096).optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
})
export type LibraryQuery = z.infer<typeof LibraryQuery>

/** What the local mirror learned. `whole`: everything was looked at, not only what is new. */
export const SyncReport = z.object({
  profile: ProfileName,
  whole: z.boolean(),
  calls: z.number().int(),
  total: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  /** Images that got a new id because their access was changed; receipts and links follow. */
  moved: z.number().int(),
})
export type SyncReport = z.infer<typeof SyncReport>

/** One image with the proof of its delivery, when it was we who delivered it. */
export const ImageDetails = z.object({ image: Image, receipt: Receipt.nullable() })
export type ImageDetails = z.infer<typeof ImageDetails>

/** The same with what its original is, where that was looked at on this computer and still is what was sent. */
export const AskedDetails = ImageDetails.extend({ facts: PhotoFacts.nullable() })
export type AskedDetails = z.infer<typeof AskedDetails>

/**
 * An original fetched back. `identical`: the very bytes we sent. `intact`: it came whole and decodes to its end; the service
 * may re-encode large originals (images-api §2.7). `kept`: it was here already and still has the bytes noted then.
 */
export const KeptOriginal = z.object({
  imageId: ImageId,
  path: z.string(),
  bytes: z.number().int(),
  sha256: Sha256,
  proof: z.enum(['identical', 'intact']),
  wasThere: z.boolean(),
})
export type KeptOriginal = z.infer<typeof KeptOriginal>

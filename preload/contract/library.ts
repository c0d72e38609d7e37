import { z } from 'zod'
import { FolderId, ImageId, Instant, ProfileName, Sha256 } from './ids.ts'
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

/**
 * What images of the local mirror must be like, and in which order they come. `text`: each word is in the name, the id, the
 * creator or the metadata. `folder`: delivered from this watched folder, as receipts say.
 */
export const LibraryFilter = z.object({
  text: z.string().max(1_000).optional(),
  private: z.boolean().optional(),
  creator: Creator.nullable().optional(),
  folder: FolderId.optional(),
  uploadedFrom: Instant.optional(),
  uploadedBefore: Instant.optional(),
  order: z.enum(['newest', 'oldest', 'name']).default('newest'),
})
export type LibraryFilter = z.infer<typeof LibraryFilter>

/** Which images are looked up in the local mirror, page by page. */
export const LibraryQuery = LibraryFilter.extend({
  after: z.string().max(4_096).optional(),
  limit: z.number().int().min(1).max(1_000).default(100),
})
export type LibraryQuery = z.infer<typeof LibraryQuery>

/** All images that meet a filter, in its order, as columns: enough to lay out a grid. `proportions`: width by height, 0 where nobody knows. */
export const LibraryIndex = z.object({
  ids: z.array(ImageId),
  uploadedAt: z.array(Instant),
  private: z.array(z.boolean()),
  proportions: z.array(z.number()),
})
export type LibraryIndex = z.infer<typeof LibraryIndex>

/** The mirror in sum. `syncedAt`: when it was last compared with the account, null: never. `creators`: all there are, most images first. */
export const LibrarySums = z.object({
  total: z.number().int(),
  syncedAt: Instant.nullable(),
  creators: z.array(z.object({ creator: z.string(), images: z.number().int() })),
})
export type LibrarySums = z.infer<typeof LibrarySums>

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

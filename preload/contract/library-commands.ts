import { z } from 'zod'
import { ImageId, Instant, ProfileName } from './ids.ts'
import { AccountUse, Creator, Image, ImageChange, ImageMetadata } from './image.ts'
import { Reservation } from './job.ts'
import {
  AskedDetails,
  ImageDetails,
  ImageQuery,
  KeptOriginal,
  LibraryFilter,
  LibraryIndex,
  LibraryQuery,
  LibrarySums,
  SyncReport,
} from './library.ts'
import { LinkToSign, SignedLink, SigningKey, SigningKeyName } from './signing-key.ts'
import { Variant, VariantId } from './variant.ts'

/** Whose account; the active profile when left out. */
const Where = z.object({ profile: ProfileName.optional() })
const OneImage = Where.extend({ image: ImageId })
const OneVariant = Where.extend({ variant: VariantId })
const Path = z.string().min(1).max(32_767)
const Nothing = z.object({})

/** An id of the person's own: such images can never be private (images-api §3.3). */
const CustomId = z.string().min(1).max(1_024)
const Keeping = z.object({
  id: CustomId.optional(),
  private: z.boolean().default(false),
  creator: Creator.nullable().default(null),
  metadata: ImageMetadata.default({}),
})

/** Questions and orders about what is on the account: images, variants, signing keys. Rows of `commands`. */
export const libraryCommands = {
  accountUse: { input: Where, output: AccountUse },

  /** Asks the service, one call per page. */
  listImages: {
    input: Where.extend(ImageQuery.shape),
    output: z.object({ images: z.array(Image), next: z.string().nullable() }),
  },
  /** The service's deprecated list, by page number from 1; a page shorter than asked is the last (images-api §2.2). */
  listImagesV1: {
    input: Where.extend({
      creator: Creator.nullable().optional(),
      page: z.number().int().min(1).default(1),
      perPage: z.number().int().min(10).max(100).default(100),
    }),
    output: z.object({ images: z.array(Image) }),
  },
  /** Brings the local mirror up to date. One call when nothing changed; `whole` looks at everything. */
  syncLibrary: { input: Where.extend({ whole: z.boolean().default(false) }), output: SyncReport },
  /** Looks in the local mirror; asks nobody. */
  searchLibrary: {
    input: Where.extend(LibraryQuery.shape),
    output: z.object({ images: z.array(Image), next: z.string().nullable(), total: z.number().int() }),
  },
  /** Every image of the mirror that meets a filter, at once: what a grid is laid out by. */
  listLibrary: { input: Where.extend(LibraryFilter.shape), output: LibraryIndex },
  /** The mirror in sum; asks nobody. */
  sumLibrary: { input: Where, output: LibrarySums },
  /** Some images as the mirror has them, in no order; those it does not know are passed over. */
  getImages: {
    input: Where.extend({ images: z.array(ImageId).min(1).max(1_000) }),
    output: z.object({ images: z.array(Image) }),
  },
  getImage: { input: OneImage, output: AskedDetails },
  /** Uploads one file or web address at once, past the queue, optionally under an id of one's own. */
  createImage: {
    input: Where.extend(Keeping.shape).extend({
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('url'), url: z.url({ protocol: /^https?$/ }).max(4_096) }),
        z.object({ kind: z.literal('file'), path: Path }),
      ]),
    }),
    output: ImageDetails,
  },
  /** `was` differs from the image's id when its access changed: links handed out under the old id are dead then. */
  editImage: {
    input: OneImage.extend({ change: ImageChange }),
    output: z.object({ image: Image, was: ImageId }),
  },
  /** Deletes on the account alone: nothing on this computer is touched. */
  deleteImage: { input: OneImage, output: Nothing },
  /** Fetches an original into a folder under its own name, whole or not at all; never over another file. */
  keepOriginal: { input: OneImage.extend({ folder: Path }), output: KeptOriginal },
  /** A one-time link by which anybody can send one photo to the account (images-api §2.14). */
  createUploadUrl: {
    input: Where.extend(Keeping.shape).extend({
      expiresInSeconds: z.number().int().min(120).max(21_600).default(1_800),
    }),
    output: Reservation,
  },

  listVariants: { input: Where, output: z.object({ variants: z.array(Variant) }) },
  getVariant: { input: OneVariant, output: Variant },
  createVariant: { input: Where.extend({ variant: Variant }), output: Variant },
  /** Replaces its options as a whole; copies in caches are purged. */
  editVariant: { input: Where.extend({ variant: Variant }), output: Variant },
  deleteVariant: { input: OneVariant, output: Nothing },
  /** Whether sizes may be written into links (`w=400,fit=cover`); never for private images (images-api §4.2). */
  setFlexibleVariants: { input: Where.extend({ enabled: z.boolean() }), output: Nothing },

  listSigningKeys: { input: Where, output: z.object({ keys: z.array(SigningKey) }) },
  createSigningKey: { input: Where.extend({ key: SigningKeyName }), output: z.object({ keys: z.array(SigningKey) }) },
  /** Links signed with it stop working. */
  deleteSigningKey: { input: Where.extend({ key: SigningKeyName }), output: z.object({ keys: z.array(SigningKey) }) },
  /** Signs on this computer, in the order given; without `key` the account's first key signs. */
  signLinks: {
    input: Where.extend({
      links: z.array(LinkToSign).min(1).max(10_000),
      key: SigningKeyName.optional(),
      expiresAt: Instant,
    }),
    output: z.object({ links: z.array(SignedLink), key: SigningKeyName }),
  },
} as const

import type { ImageId, JobId, KnownId, Outcome, ProfileName } from '../../../preload/contract/index.ts'
import type { JobPhoto, KnownPicture } from '../job-photo.ts'

/** One picture on its way to a page. `bytes` null: the page has this one already. */
export type Picture = {
  type: string
  length: number | null
  etag: string | null
  bytes: AsyncIterable<Uint8Array> | null
}

type OfAccount = { profile: ProfileName; image: ImageId }
/** `etag`: the one the page has; `accept`: the formats its browser shows. */
type Shown = { etag: string | undefined; accept: string | undefined }

/** An image on an account as one of its variants; null: the largest that shows it whole. */
export type WantedImage = OfAccount & Shown & { variant: string | null }

/** `side`: the longer one, in pixels. `version`: which picture of this id the page means, where it says so. */
export type WantedThumbnail = OfAccount & Pick<Shown, 'etag'> & { side: number; version: string | undefined }

/** Who knows the pictures a page may show. */
export type PhotoSources = {
  job(id: JobId): JobPhoto | null | Promise<JobPhoto | null>
  known(id: KnownId): KnownPicture | null | Promise<KnownPicture | null>
  image(wanted: WantedImage, signal: AbortSignal): Promise<Outcome<Picture>>
  /** `isLasting`: this version will never look otherwise. */
  thumbnail(wanted: WantedThumbnail, signal: AbortSignal): Promise<Outcome<Picture & { isLasting: boolean }>>
  /** The original as the account has it, proven whole, with a name that is safe on every system. */
  original(wanted: OfAccount, signal: AbortSignal): Promise<Outcome<Picture & { name: string }>>
}

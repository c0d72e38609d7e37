import type { ImageId, JobId, KnownId, Outcome, ProfileName } from '../../../preload/contract/index.ts'
import type { JobPhoto, KnownPicture } from '../job-photo.ts'

/** One picture on its way to a page. `bytes` null: the page has this one already. */
export type Picture = {
  type: string
  length: number | null
  etag: string | null
  bytes: AsyncIterable<Uint8Array> | null
}

/** An image on an account as one of its variants. `etag`: the one the page has; `accept`: the formats its browser shows. */
export type WantedImage = {
  profile: ProfileName
  image: ImageId
  variant: string
  etag: string | undefined
  accept: string | undefined
}

/** Who knows the pictures a page may show. */
export type PhotoSources = {
  job(id: JobId): JobPhoto | null | Promise<JobPhoto | null>
  known(id: KnownId): KnownPicture | null | Promise<KnownPicture | null>
  image(wanted: WantedImage, signal: AbortSignal): Promise<Outcome<Picture>>
}

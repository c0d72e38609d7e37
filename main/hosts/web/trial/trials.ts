import type {
  ImageId,
  MeasuredOriginal,
  Outcome,
  ProfileName,
  VariantOptions,
} from '../../../../preload/contract/index.ts'
import type { Picture } from '../photo-sources.ts'

/** Names one photo on one account. */
export type PhotoOnAccount = { readonly profile: ProfileName; readonly image: ImageId }

/** What decides how a picture looks; how long a browser keeps it does not. */
export type TrialOptions = Omit<VariantOptions, 'browserTtlSeconds'>

/** A photo as options nobody has saved would show it. `etag`: the one the page has; `accept`: the formats its browser shows. */
export type WantedTrial = PhotoOnAccount & {
  readonly options: TrialOptions
  readonly etag: string | undefined
  readonly accept: string | undefined
}

/** Tries sizes out on a person's own photos; nothing is changed anywhere. */
export interface Trials {
  picture(wanted: WantedTrial, signal: AbortSignal): Promise<Outcome<Picture>>
  /** Null: the original would have to be fetched first, and was only to be looked for `here`. */
  measure(photo: PhotoOnAccount, reach: 'here' | 'anywhere'): Promise<Outcome<MeasuredOriginal | null>>
  /** Whether sizes written into links are served; null where the service does not say. */
  flexible(photo: PhotoOnAccount, signal: AbortSignal): Promise<Outcome<boolean | null>>
}

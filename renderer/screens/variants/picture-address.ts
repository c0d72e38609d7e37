import type { Image, Variant, VariantOptions } from '../../../preload/contract/index.ts'
import type { Pictures } from '../../state/host.ts'

/** The whole original, large enough for every cell. */
export const wholeOptions: VariantOptions = {
  fit: 'scale-down',
  width: 640,
  height: 640,
  metadata: 'none',
  blur: null,
  browserTtlSeconds: null,
}

type Shown = { readonly variant: Variant; readonly isSaved: boolean }

/** What is saved is shown as it is really served; what is typed, as it would be. */
export function servedAddress(pictures: Pictures, profile: string, photo: Image, { variant, isSaved }: Shown): string {
  if (!isSaved) return pictures.trial(profile, photo.id, variant.options)
  // Under another address once it was changed: the browser keeps what it fetched for a while.
  const { fit, width, height, metadata, blur } = variant.options
  return `${pictures.image(profile, photo.id, variant.id)}&as=${[fit, width, height, metadata, blur].join('-')}`
}

import type { Cloudflare } from 'cloudflare'
import { z } from 'zod'
import type { Variant, VariantOptions } from '../../preload/contract/index.ts'

type ApiOptions = Parameters<Cloudflare['images']['v1']['variants']['create']>[0]['options']

/** The API's variant (images-api §2.12), of which doc samples show but some members. */
export const ApiVariant = z.object({
  id: z.string().min(1),
  options: z.object({
    // UNCONFIRMED: what the service means where it leaves these out; the values are those of its own examples.
    fit: z.enum(['scale-down', 'contain', 'cover', 'crop', 'pad']).nullish(),
    metadata: z.enum(['keep', 'copyright', 'none']).nullish(),
    width: z.number().nullish(),
    height: z.number().nullish(),
    blur: z.number().nullish(),
    browser_ttl: z.number().nullish(),
  }),
  neverRequireSignedURLs: z.boolean().nullish(),
})

/** It as ours. */
export function variantOf({ id, options, neverRequireSignedURLs }: z.infer<typeof ApiVariant>): Variant {
  const { fit, metadata, width, height, blur, browser_ttl: browserTtl } = options
  return {
    id,
    options: {
      fit: fit ?? 'scale-down',
      width: width ?? null,
      height: height ?? null,
      metadata: metadata ?? 'none',
      blur: blur ?? null,
      browserTtlSeconds: browserTtl ?? null,
    },
    alwaysPublic: neverRequireSignedURLs ?? false,
  }
}

/** Our options as the API's, whole: what is null is left out, since a change replaces all of them. */
export function apiOptions({ fit, metadata, width, height, blur, browserTtlSeconds }: VariantOptions): ApiOptions {
  const options = {
    fit,
    metadata,
    ...(width !== null && { width }),
    ...(height !== null && { height }),
    ...(blur !== null && { blur }),
    ...(browserTtlSeconds !== null && { browser_ttl: browserTtlSeconds }),
  }
  // The package's types demand both sides and know neither blur nor browser_ttl; the service does (images-api §2.12).
  return options as ApiOptions
}

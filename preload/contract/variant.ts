import { z } from 'zod'

/** The account's limit (images-api §3.3). */
export const mostVariants = 100

/** UNCONFIRMED which letters the service takes: these are in all of its examples (images-api §2.12). */
export const VariantId = z.string().regex(/^[A-Za-z0-9_-]{1,99}$/, 'letters, digits, _ and -, at most 99 of them')
export type VariantId = z.infer<typeof VariantId>

export const Fit = z.enum(['scale-down', 'contain', 'cover', 'crop', 'pad'])
export type Fit = z.infer<typeof Fit>

const Side = z.number().int().min(1).max(12_000)

/** How a variant shows an image: sides in pixels, null where the other one decides; `blur` 1–250; browser cache in seconds. */
export const VariantOptions = z.object({
  fit: Fit,
  width: Side.nullable(),
  height: Side.nullable(),
  metadata: z.enum(['keep', 'copyright', 'none']),
  blur: z.number().int().min(1).max(250).nullable(),
  browserTtlSeconds: z.number().int().min(3_600).max(31_536_000).nullable(),
})
export type VariantOptions = z.infer<typeof VariantOptions>

/** A named size and fit. `alwaysPublic`: served without a signature even of private images (API: neverRequireSignedURLs). */
export const Variant = z.object({ id: VariantId, options: VariantOptions, alwaysPublic: z.boolean() })
export type Variant = z.infer<typeof Variant>

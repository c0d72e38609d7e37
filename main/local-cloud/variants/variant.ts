import { z } from 'zod'

/**
 * How a variant shows an image (images-api §2.12). One side may be missing: the other one then decides.
 * `browser_ttl` in seconds; `blur` is a radius from 1 to 250.
 */
export const VariantOptions = z.strictObject({
  fit: z.enum(['scale-down', 'contain', 'cover', 'crop', 'pad']).default('scale-down'),
  width: z.number().int().min(1).max(12_000).optional(),
  height: z.number().int().min(1).max(12_000).optional(),
  metadata: z.enum(['keep', 'copyright', 'none']).default('none'),
  blur: z.number().int().min(1).max(250).optional(),
  browser_ttl: z.number().int().min(3_600).max(31_536_000).optional(),
})
export type VariantOptions = z.infer<typeof VariantOptions>

/** A named size and fit, in the API's own words. */
export type Variant = { id: string; options: VariantOptions; neverRequireSignedURLs: boolean }

/** Every account has it; it can be changed but not deleted (images-api §2.12). */
export const builtInVariant: Variant = {
  id: 'public',
  // UNCONFIRMED: what a fresh account has; the documentation's examples show this (images-api §2.17).
  options: { fit: 'scale-down', width: 1366, height: 768, metadata: 'none' },
  neverRequireSignedURLs: false,
}

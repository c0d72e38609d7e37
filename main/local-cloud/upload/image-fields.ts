import { z } from 'zod'
import { Metadata } from '../images/metadata.ts'
import { limits } from '../limits.ts'

// As one JSON text, or as the nested values of bracketed fields. UNCONFIRMED: that the service takes those (images-api §5.6).
const metadata = z
  .unknown()
  .transform((given, context): unknown => {
    if (typeof given !== 'string') return given
    try {
      return JSON.parse(given)
    } catch {
      context.addIssue('is no JSON')
      return z.NEVER
    }
  })
  .pipe(Metadata)

/** What a form may say about the image it brings or asks a place for: texts, or values where JSON is taken too. */
export const imageFields = {
  id: z.string().optional(),
  metadata: metadata.default({}),
  requireSignedURLs: z
    .union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])
    .default(false),
  creator: z.string().max(limits.creatorCharacters).optional(),
}

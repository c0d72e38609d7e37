import { z } from 'zod'
import { ImageId, Instant } from './ids.ts'

/** images-api §2.9: at most 20 characters. */
export const SigningKeyName = z.string().regex(/^[A-Za-z0-9_-]{1,20}$/, 'letters, digits, _ and -, at most 20 of them')
export type SigningKeyName = z.infer<typeof SigningKeyName>

/** A key that signs delivery URLs, by name. Its value never crosses this wall. */
export const SigningKey = z.object({ name: SigningKeyName })
export type SigningKey = z.infer<typeof SigningKey>

/** What is to be signed: a variant of an image, or a delivery URL as it is. */
export const LinkToSign = z.union([
  z.object({ image: ImageId, variant: z.string().min(1).max(99) }),
  z.object({ link: z.url({ protocol: /^https?$/ }).max(4_096) }),
])
export type LinkToSign = z.infer<typeof LinkToSign>

/** A delivery URL with `exp` and `sig`; `imageId` where the image was named or is known. */
export const SignedLink = z.object({ url: z.string(), imageId: ImageId.nullable(), expiresAt: Instant })
export type SignedLink = z.infer<typeof SignedLink>

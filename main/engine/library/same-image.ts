import type { Image, Instant } from '../../../preload/contract/index.ts'
import { variantOf } from './delivery-link.ts'

/** Two answers about one image may differ below the second (images-api §2.1). */
export const secondOf = (at: Instant): number => Math.floor(at / 1_000)

/** Do two answers say the same of an image? Links come in any order (images-api §2.1). */
export function isSameImage(a: Image, b: Image): boolean {
  return flat(a) === flat(b)
}

const flat = ({ id, filename, uploadedAt, private: isPrivate, links, creator, metadata }: Image) =>
  JSON.stringify([id, filename, secondOf(uploadedAt), isPrivate, links.toSorted(), creator, ordered(metadata)])

/** The same JSON whatever order the members came in. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .toSorted(([one], [two]) => (one < two ? -1 : 1))
    .map(([name, inner]) => [name, ordered(inner)])
}

/** Which variants an image was last seen with: all images of an account have the same. */
export const variantsOf = (image: Image): string =>
  JSON.stringify(image.links.map(link => variantOf(link) ?? link).toSorted())

/** Our own field: by it a photo is known again wherever it was sent from. */
export function sha256Of({ metadata }: Pick<Image, 'metadata'>): string | null {
  const value = Object.hasOwn(metadata, 'sha256') ? metadata['sha256'] : null
  return typeof value === 'string' && value !== '' ? value : null
}

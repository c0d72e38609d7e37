import type { Cloud } from '../cloud.ts'
import type { ImageRecord } from './image-record.ts'

/** An image as the API shows it. */
export function describeImage(
  { account, origin, variants }: Pick<Cloud, 'account' | 'origin' | 'variants'>,
  image: ImageRecord,
) {
  const path = image.id.split('/').map(encodeURIComponent).join('/')
  return {
    id: image.id,
    ...(image.original?.filename && { filename: image.original.filename }),
    meta: image.metadata,
    uploaded: new Date(image.uploadedAt).toISOString(),
    requireSignedURLs: image.requireSignedUrls,
    variants: variants.all().map(variant => `${origin()}/${account.hash}/${path}/${variant.id}`),
    ...(image.creator !== null && { creator: image.creator }),
    ...(image.original === null && { draft: true }),
  }
}

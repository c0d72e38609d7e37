import type { Cloud } from '../cloud.ts'
import type { ImageRecord, ListedImage } from './image-record.ts'

type Surroundings = Pick<Cloud, 'account' | 'origin' | 'variants'>

/** An image as the API shows it. */
export const describeImage = (cloud: Surroundings, image: ImageRecord) => ({
  ...describer(cloud)({ ...image, filename: image.original?.filename ?? null }),
  ...(image.original === null && { draft: true }),
})

/** Many images as the API shows them; what they share is looked up once. */
export const describeImages = (cloud: Surroundings, images: readonly ListedImage[]) => images.map(describer(cloud))

function describer({ account, origin, variants }: Surroundings) {
  const base = `${origin()}/${account.hash}`
  const names = variants.all().map(variant => variant.id)
  return ({ id, filename, metadata, uploadedAt, requireSignedUrls, creator }: ListedImage) => {
    const path = id.split('/').map(encodeURIComponent).join('/')
    return {
      id,
      ...(filename && { filename }),
      meta: metadata,
      uploaded: new Date(uploadedAt).toISOString(),
      requireSignedURLs: requireSignedUrls,
      variants: names.map(name => `${base}/${path}/${name}`),
      ...(creator !== null && { creator }),
    }
  }
}

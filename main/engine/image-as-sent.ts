import type { Image } from '../../preload/contract/index.ts'
import type { Order } from './ports.ts'

/** An image as we know it to be: the reply to an upload may leave out what was sent along (images-api §2.15). */
export function imageAsSent(image: Image, name: string, { sending, metadata }: Order): Image {
  const isBare = Object.keys(image.metadata).length === 0
  return {
    ...image,
    filename: image.filename ?? name,
    private: image.private || sending.private,
    creator: image.creator ?? sending.creator,
    metadata: isBare ? metadata : image.metadata,
  }
}

import type { Order } from '../engine/ports.ts'

/** How an image is to be kept, in the fields of a form. Metadata is one JSON text, not a field per key (images-api §5.6). */
export const orderFields = ({ id, sending, metadata }: Order) => ({
  ...(id !== undefined && { id }),
  requireSignedURLs: sending.private,
  ...(sending.creator !== null && { creator: sending.creator }),
  ...(Object.keys(metadata).length > 0 && { metadata: JSON.stringify(metadata) }),
})

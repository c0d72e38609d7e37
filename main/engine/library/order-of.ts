import { fail, type ImageMetadata, type Outcome, succeed } from '../../../preload/contract/index.ts'
import type { Order } from '../ports.ts'

/** How a person wants an image kept that does not go through the queue. */
export type Keeping = {
  id?: string | undefined
  private: boolean
  creator: string | null
  metadata: ImageMetadata
}

/** The order for the service; an image with an id of one's own can never be private (images-api §3.3). */
export function orderOf({ id, private: isPrivate, creator, metadata }: Keeping): Outcome<Order> {
  if (id !== undefined && isPrivate) return fail({ code: 'custom-id-public', imageId: id })
  return succeed({ sending: { private: isPrivate, creator }, metadata, ...(id !== undefined && { id }) })
}

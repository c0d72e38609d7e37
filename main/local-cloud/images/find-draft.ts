import type { Cloud } from '../cloud.ts'
import type { ImageRecord } from './image-record.ts'
import { type Refusal, refuse } from '../reply.ts'

const gone = () => refuse(5404, 'Image not found: the upload URL has expired or was never given')
const used = () => refuse(5409, 'Resource already exists: the upload URL was used')

type Found = { kind: 'draft'; draft: ImageRecord } | Refusal

/** The draft an upload URL stands for: `/upload/{account hash}/{image id as one segment}`. */
export function findDraft({ account, images }: Cloud, url: string): Found {
  const [, , hash, id = '', ...more] = (url.split('?', 1)[0] ?? '').split('/')
  if (hash !== account.hash || more.length > 0) return gone()
  try {
    const image = images.find(decodeURIComponent(id))
    if (!image) return gone()
    return image.original ? used() : { kind: 'draft', draft: image }
  } catch (error) {
    if (error instanceof URIError) return gone()
    throw error
  }
}

/** Why a draft that was there could not become an image: it is one already, or it was deleted or expired meanwhile. */
export const explainMissed = ({ images }: Cloud, draft: ImageRecord): Refusal =>
  images.find(draft.id)?.reservation === draft.reservation ? used() : gone()

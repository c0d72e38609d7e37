import { z } from 'zod'
import type { Cloud } from '../cloud.ts'
import { limits } from '../limits.ts'
import { readJson } from '../read-json.ts'
import { type Reply, refuse, succeed } from '../reply.ts'
import { describeImage } from './describe-image.ts'
import type { ImageRecord, Original } from './image-record.ts'
import { Metadata } from './metadata.ts'
import { isGivenId, newId } from './new-id.ts'

const Changes = z.strictObject({
  // UNCONFIRMED: that both clear the creator (images-api §2.5).
  creator: z
    .string()
    .max(limits.creatorCharacters)
    .nullable()
    .transform(creator => creator || null)
    .optional(),
  metadata: Metadata.optional(),
  requireSignedURLs: z.boolean().optional(),
})

/** Changes what an image says of itself (images-api §2.5); what is not named stays. */
export async function editImage(cloud: Cloud, id: string, request: Request): Promise<Reply> {
  const read = await readJson(request, Changes)
  const image = cloud.images.find(id)
  if (!image) return refuse(5404, 'Image not found')
  if (!read.ok) return read.refusal
  const {
    creator = image.creator,
    metadata = image.metadata,
    requireSignedURLs: requireSignedUrls = image.requireSignedUrls,
  } = read.value
  if (requireSignedUrls && !isGivenId(id)) return refuse(5410, 'Images with custom IDs cannot be private')

  const changed = { ...image, creator, metadata, requireSignedUrls }
  if (image.original && requireSignedUrls !== image.requireSignedUrls)
    return succeed(describeImage(cloud, await moveAway(cloud, changed, image.original)))
  // UNCONFIRMED: a draft keeps its id whatever changes; its upload URL holds it, and no copy of it is cached.
  cloud.images.replace(id, changed)
  return succeed(describeImage(cloud, changed))
}

/**
 * A change of access gives an image a new id, so that no copy cached under the old one is taken for it. The original
 * gets a new name as well: what is being rendered or removed under the old one cannot touch it.
 */
async function moveAway({ files, images }: Cloud, changed: ImageRecord, before: Original): Promise<ImageRecord> {
  const original = { ...before, file: files.duplicate(before.file) }
  // Never an id of the caller's own: such an image is public and stays so.
  const moved = { ...changed, id: newId(), original }
  try {
    images.replace(changed.id, moved)
  } catch (error) {
    await files.remove(original.file)
    throw error
  }
  await files.remove(before.file)
  return moved
}

import type { Image, ImageId, Outcome } from '../../preload/contract/index.ts'
import type { Desk } from '../state/desk.ts'
import { draftKey, followImage } from '../state/follow-image.ts'
import type { ImagePlace } from '../state/ui.ts'

/** Makes an image private or public. It gets a new id with that, and what is looked at follows it (images-api §2.5). */
export async function changeAccess(
  desk: Desk,
  place: ImagePlace,
  isPrivate: boolean,
): Promise<Outcome<{ image: Image; was: ImageId }>> {
  const { profile, id } = place
  const changed = await desk.bridge.editImage({ profile, image: id, change: { private: isPrivate } })
  if (changed.ok) followImage(desk, place, changed.value.image.id)
  return changed
}

/** Deletes an image on the account; what was typed of it is of no use any more. */
export async function deleteImage(desk: Desk, place: ImagePlace): Promise<Outcome<unknown>> {
  const { profile, id } = place
  const deleted = await desk.bridge.deleteImage({ profile, image: id })
  if (!deleted.ok) return deleted
  desk.drafts.change(now => {
    const left = new Map(now)
    left.delete(draftKey(place))
    return left
  })
  return deleted
}

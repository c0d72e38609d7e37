import {
  type Image,
  type ImageChange,
  type ImageMetadata,
  type Outcome,
  succeed,
} from '../../../preload/contract/index.ts'
import { changeMetadata } from './change-metadata.ts'
import type { PhotoMark } from './find-successor.ts'
import { ordered, sha256Of } from './same-image.ts'

/** What is sent to change an image: only what is not so already. */
export type ImagePatch = { metadata?: ImageMetadata; private?: boolean; creator?: string | null }

/** Pure. What must be sent for a change of an image as it is now. */
export function patchFor(now: Image, change: ImageChange): Outcome<ImagePatch> {
  const patch: ImagePatch = {}
  if (change.metadata !== undefined) {
    const metadata = changeMetadata(now.metadata, change.metadata)
    if (!metadata.ok) return metadata
    if (JSON.stringify(ordered(metadata.value)) !== JSON.stringify(ordered(now.metadata)))
      patch.metadata = metadata.value
  }
  if (change.private !== undefined && change.private !== now.private) patch.private = change.private
  if (change.creator !== undefined && change.creator !== now.creator) patch.creator = change.creator
  return succeed(patch)
}

/** By what the image is known again once it is patched. */
export const markAfter = (before: Image, patch: ImagePatch): PhotoMark => ({
  private: patch.private ?? before.private,
  uploadedAt: before.uploadedAt,
  filename: before.filename,
  creator: patch.creator === undefined ? before.creator : patch.creator,
  sha256: sha256Of({ metadata: patch.metadata ?? before.metadata }),
})

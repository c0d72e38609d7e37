import { rm } from 'node:fs/promises'
import type { Cloud } from '../cloud.ts'
import type { ImageRecord, Original } from '../images/image-record.ts'
import type { Refusal } from '../reply.ts'
import { inspectUpload } from './inspect-upload.ts'
import type { Received } from './receive-form.ts'

type Kept = { kind: 'kept'; image: ImageRecord } | Refusal
/** `accept` makes an image of the bytes once they were found good. */
export type Filled =
  { kind: 'received'; value: Received; accept: (original: Original) => Kept } | { kind: 'broken' } | Refusal

/**
 * From bytes to image: `fill` puts them in a new file, they are judged, and only then they get a row. Whenever we are
 * killed, there is no image without its bytes, and bytes without their image are swept at the next start.
 */
export async function keepUpload(
  { files, acceptsAvif }: Cloud,
  fill: (path: string) => Promise<Filled>,
): Promise<Kept | { kind: 'broken' }> {
  const file = files.newOriginal()
  const path = files.originalPath(file)
  let isKept = false
  try {
    const filled = await fill(path)
    if (filled.kind !== 'received') return filled
    const inspected = await inspectUpload(path, filled.value.bytes, acceptsAvif)
    if (!inspected.ok) return inspected.refusal
    const kept = filled.accept({ file, ...filled.value, ...inspected.value })
    isKept = kept.kind === 'kept'
    return kept
  } finally {
    if (!isKept) await rm(path, { force: true })
  }
}

import { type Image, type ImageId, type Instant, isServiceId } from '../../../preload/contract/index.ts'
import type { SyncMark } from '../library-port.ts'
import { isSameImage, secondOf, sha256Of, variantsOf } from './same-image.ts'

/**
 * What one listed page says against the mirror. `refilled`: those of the changed that were uploaded anew under an id of a
 * person's own. `variantsChanged`: then the links of all images did.
 */
export type PageChange = { added: Image[]; changed: Image[]; refilled: Image[]; variantsChanged: boolean }

/** An upload URL lives six hours at most, and `uploaded` may be when it was reserved (images-api §2.14). */
export const overlapMs = 6 * 3_600_000
/** What changes far back (metadata, access) is seen only by looking at everything. */
const wholeEveryMs = 24 * 3_600_000
/** Lists may lag behind: what is younger is asked for by id before it is taken for gone. */
export const youngMs = 3_600_000

/** Pure. `known`: what the mirror has of the listed images. */
export function comparePage(listed: readonly Image[], known: readonly Image[]): PageChange {
  const mirrored = new Map(known.map(image => [image.id, image]))
  const change: PageChange = { added: [], changed: [], refilled: [], variantsChanged: false }
  for (const image of listed) {
    const before = mirrored.get(image.id)
    if (before === undefined) change.added.push(image)
    else if (!isSameImage(before, image)) {
      change.changed.push(image)
      if (!isServiceId(image.id) && secondOf(before.uploadedAt) !== secondOf(image.uploadedAt))
        change.refilled.push(image)
      change.variantsChanged ||= variantsOf(before) !== variantsOf(image)
    }
  }
  return change
}

/** From when on a list, newest first, has shown everything: the second of its last image may go on on the next page. */
export function provenFrom(listed: readonly Image[], isEnd: boolean): Instant {
  const last = listed.at(-1)
  if (isEnd) return Number.NEGATIVE_INFINITY
  return last === undefined ? Number.POSITIVE_INFINITY : (secondOf(last.uploadedAt) + 1) * 1_000
}

/** Must everything be looked at, whatever is new? */
export const isWholeDue = (mark: SyncMark | undefined, now: Instant): mark is undefined =>
  mark === undefined || now - mark.wholeAt >= wholeEveryMs || mark.wholeAt > now

/**
 * Pure. An image that vanished while the same photo appeared with the other access got a new id (images-api §2.5):
 * the same second of upload, name and bytes. The rest of those that vanished is gone.
 */
export function pairMoves(
  vanished: readonly Image[],
  added: readonly Image[],
): { moved: { from: ImageId; to: Image }[]; gone: Image[] } {
  const free = new Map<string, Image[]>()
  for (const image of added) {
    const key = photoKey(image, image.private)
    if (key !== null) free.set(key, [...(free.get(key) ?? []), image])
  }
  const moved: { from: ImageId; to: Image }[] = []
  const gone: Image[] = []
  for (const image of vanished) {
    const key = photoKey(image, !image.private)
    const to = key === null ? undefined : free.get(key)?.shift()
    if (to === undefined) gone.push(image)
    else moved.push({ from: image.id, to })
  }
  return { moved, gone }
}

function photoKey(image: Image, isPrivate: boolean): string | null {
  const sha256 = sha256Of(image)
  return sha256 === null ? null : JSON.stringify([sha256, secondOf(image.uploadedAt), image.filename, isPrivate])
}

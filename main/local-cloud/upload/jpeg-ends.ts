import type { ReadAt } from './read-at.ts'

const TAIL_BYTES = 65_536
/** Cameras write some dozens; decoders keep every one of them in memory. */
const MOST_SEGMENTS = 4096

/** Whether a JPEG reaches its end mark. Walks to the picture itself, past thumbnails in the headers, then looks from the back. */
export function jpegEnds(read: ReadAt, bytes: number): boolean {
  const at = startOfPicture(read)
  if (at === null) return false
  // Cameras append previews and notes, so the end mark need not be last; inside picture bytes it cannot occur.
  for (let to = bytes; to > at; to -= TAIL_BYTES - 1) {
    const from = Math.max(at, to - TAIL_BYTES)
    if (read(from, to - from).includes('\xff\xd9', 0, 'latin1')) return true
  }
  return false
}

function startOfPicture(read: ReadAt): number | null {
  let at = 2
  for (let segments = 0; segments < MOST_SEGMENTS; segments += 1) {
    const marker = read(at, 4)
    if (marker.length < 4 || marker[0] !== 0xff) return null
    if (marker[1] === 0xda) return at
    // Fill bytes may stand before a marker.
    at += marker[1] === 0xff ? 1 : 2 + marker.readUInt16BE(2)
  }
  return null
}

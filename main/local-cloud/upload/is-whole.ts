import type { Original } from '../images/image-record.ts'

const TAIL_BYTES = 65_536

/** Up to `length` bytes of a file; fewer at its end. */
export type ReadAt = (from: number, length: number) => Buffer

/** Whether a file goes on to the end its format prescribes. Looks at the structure alone: nothing is decoded. */
export function isWhole(format: Original['format'], read: ReadAt, bytes: number): boolean {
  const tail = () => read(Math.max(0, bytes - TAIL_BYTES), TAIL_BYTES)
  switch (format) {
    case 'jpeg':
      return jpegEnds(read, bytes)
    case 'png':
      return tail().includes('IEND')
    case 'gif':
      return tail().toString('latin1').replace(/\0+$/, '').endsWith(';')
    case 'webp':
      return bytes > 12 && read(4, 4).readUInt32LE(0) + 8 <= bytes
    case 'svg':
      return /<\/svg\s*>|<svg[^>]*\/>/i.test(tail().toString())
    case 'heic':
    case 'avif':
      return boxesEnd(read, bytes)
  }
}

/** Walks to the picture itself, past thumbnails in the headers, then looks for its end from the back. */
function jpegEnds(read: ReadAt, bytes: number): boolean {
  let at = 2
  for (;;) {
    const marker = read(at, 4)
    if (marker.length < 4 || marker[0] !== 0xff) return false
    if (marker[1] === 0xda) break
    // Fill bytes may stand before a marker.
    at += marker[1] === 0xff ? 1 : 2 + marker.readUInt16BE(2)
  }
  // Cameras append previews and notes, so the end mark need not be last; inside picture bytes it cannot occur.
  for (let to = bytes; to > at; to -= TAIL_BYTES - 1) {
    const from = Math.max(at, to - TAIL_BYTES)
    if (read(from, to - from).includes('\xff\xd9', 0, 'latin1')) return true
  }
  return false
}

/** The boxes of an ISO media file must fill it exactly. */
function boxesEnd(read: ReadAt, bytes: number): boolean {
  let at = 0
  while (at < bytes) {
    const head = read(at, 16)
    if (head.length < 8) return false
    const small = head.readUInt32BE(0)
    const size = small === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : small
    if (size === 0) return true
    if (size < 8) return false
    at += size
  }
  return at === bytes
}

import type { Original } from '../images/image-record.ts'
import { jpegEnds } from './jpeg-ends.ts'
import { pngEnds } from './png-ends.ts'
import type { ReadAt } from './read-at.ts'

const TAIL_BYTES = 65_536
const MOST_BOXES = 1000

/** Whether a picture goes on to the end its format prescribes. Looks at the structure alone: nothing is decoded. */
export function isWhole(format: Exclude<Original['format'], 'svg'>, read: ReadAt, bytes: number): boolean {
  switch (format) {
    case 'jpeg':
      return jpegEnds(read, bytes)
    case 'png':
      return pngEnds(read)
    case 'gif':
      return read(Math.max(0, bytes - TAIL_BYTES), TAIL_BYTES)
        .toString('latin1')
        .replace(/\0+$/, '')
        .endsWith(';')
    case 'webp':
      return bytes > 12 && read(4, 4).readUInt32LE(0) + 8 <= bytes
    case 'heic':
    case 'avif':
      return boxesEnd(read, bytes)
  }
}

/** The boxes of an ISO media file must fill it exactly. */
function boxesEnd(read: ReadAt, bytes: number): boolean {
  let at = 0
  for (let boxes = 0; at < bytes && boxes < MOST_BOXES; boxes += 1) {
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

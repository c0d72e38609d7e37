import type { ReadAt } from './read-at.ts'

const SIGNATURE_BYTES = 8
const AROUND_CHUNK_BYTES = 12
/** Decoders keep every side note in memory, and unpack the compressed ones: 1 MB may be a gigabyte. */
const MOST_NOTES = 1024
const MOST_COMPRESSED_NOTES = 16

const pictureChunks: readonly string[] = ['IDAT', 'fdAT', 'fcTL']
const compressedChunks: readonly string[] = ['zTXt', 'iTXt', 'iCCP']

/** Whether a PNG's chunks lead from its header through a picture to its end. */
export function pngEnds(read: ReadAt): boolean {
  let at = SIGNATURE_BYTES
  let notes = 0
  let compressed = 0
  let hasPicture = false
  for (;;) {
    const head = read(at, 8)
    if (head.length < 8) return false
    const type = head.toString('latin1', 4)
    if (at === SIGNATURE_BYTES && type !== 'IHDR') return false
    if (type === 'IEND') return hasPicture
    hasPicture ||= type === 'IDAT'
    notes += pictureChunks.includes(type) ? 0 : 1
    compressed += compressedChunks.includes(type) ? 1 : 0
    if (notes > MOST_NOTES || compressed > MOST_COMPRESSED_NOTES) return false
    at += AROUND_CHUNK_BYTES + head.readUInt32BE(0)
  }
}

import type { PhotoBytes } from './photo-bytes.ts'

const hole = Buffer.alloc(4096)

/**
 * Says what is missing at the end of a file made of ISO boxes (HEIC, AVIF, JPEG 2000), or null: the top-level boxes must
 * end exactly where the file ends, and the one that holds the picture must be among them.
 */
export async function isoEnd(bytes: PhotoBytes, picture: 'mdat' | 'jp2c'): Promise<string | null> {
  let at = 0
  let found = false
  while (at < bytes.size) {
    const header = await bytes.read(at, 16)
    const length = header.length < 8 ? null : lengthOf(header, bytes.size - at)
    if (length === null || at + length > bytes.size) return 'the file ends too early'
    if (header.toString('latin1', 4, 8) === picture) {
      found = true
      // Picture data is coded so that it never holds long runs of zeros: such a run was never written.
      if (bytes.whole && bytes.head.subarray(at, at + length).includes(hole)) return 'a part of the picture is zeros'
    }
    at += length
  }
  return found ? null : 'the picture itself is missing'
}

/** Null where the header makes no sense. Length 0 means: to the end of the file; 1: a longer length follows. */
function lengthOf(header: Buffer, left: number): number | null {
  const short = header.readUInt32BE(0)
  if (short === 0) return left
  if (short !== 1) return short < 8 ? null : short
  const long = header.length < 16 ? 0 : Number(header.readBigUInt64BE(8))
  return long < 16 ? null : long
}

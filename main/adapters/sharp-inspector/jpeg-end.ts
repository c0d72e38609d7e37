import type { PhotoBytes } from './photo-bytes.ts'

const endOfImage = Buffer.from([0xff, 0xd9])
const hole = Buffer.alloc(1024)

/**
 * Says what is missing at the end of a JPEG, or null. A file that was laid out first and written later ends in zeros,
 * and those decode as picture; so an end marker must follow the start of the main scan, and no hole lie between.
 * Thumbnails before the scan and whatever a camera adds after the end marker do not count.
 */
export function jpegEnd({ head, tail, whole }: PhotoBytes): string | null {
  const header = readHeader(head)
  if (header === null) return whole ? 'the file ends before the picture begins' : null

  // The last end marker is found at once from behind; entropy-coded bytes never hold one, so any after the scan will do.
  const end = tail.lastIndexOf(endOfImage)
  if (end < 0 || (whole && end < header.scan)) return 'the end of the picture is missing'

  if (header.zerosAreSound) return null
  const zeros = head.indexOf(hole, header.scan)
  if (zeros < 0) return null
  const firstEnd = head.indexOf(endOfImage, header.scan)
  return firstEnd < 0 || zeros < firstEnd ? 'a part of the picture is zeros' : null
}

type Header = {
  /** Where the main scan starts. */
  scan: number
  /** Long runs of zeros may be picture: then they say nothing. */
  zerosAreSound: boolean
}

/** Walks the segments up to the main scan; null when the scan is not reached. */
function readHeader(head: Buffer): Header | null {
  let decoderNotices = false
  const acTables: boolean[] = []
  let at = 2
  while (at + 4 <= head.length) {
    if (head[at] !== 0xff) return null
    const marker = head.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd8 || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
      at += 2
      continue
    }
    if (marker === 0xda) return { scan: at, zerosAreSound: decoderNotices || acTables.every(Boolean) }
    const next = at + 2 + head.readUInt16BE(at + 2)
    // Progressive or arithmetic coding.
    if (marker === 0xc2 || marker === 0xc9 || marker === 0xca) decoderNotices = true
    if (marker === 0xc4) acTables.push(...tablesThatEndBlocksByZeros(head.subarray(at + 4, next)))
    at = next
  }
  return null
}

/**
 * For each AC table: whether it writes “the rest of this block is empty” as zeros only. If all do, an even area is a run
 * of zeros; if one does not, a run of zeros would be a pattern that no lens has ever seen.
 */
function tablesThatEndBlocksByZeros(tables: Buffer): boolean[] {
  const found: boolean[] = []
  let at = 0
  while (at + 17 < tables.length) {
    const isAc = tables.readUInt8(at) >= 0x10
    const symbols = tables.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0)
    // Codes are dealt in order, so the first symbol has the code of zeros.
    if (isAc && symbols > 0) found.push(tables[at + 17] === 0x00)
    at += 17 + symbols
  }
  return found
}

const heaviest = 300_000
/** Entries that point to further directories: EXIF, GPS, interoperability. */
const pointers: ReadonlySet<number> = new Set([0x8769, 0x8825, 0xa005])
const ascii = 2
const bytes = 7

/**
 * True where an EXIF block claims far more values than any camera writes. A few thousand entries that all claim the
 * whole block would keep the reader busy for half a minute and fill gigabytes.
 */
export function isHeavyExif(block: Buffer): boolean {
  const start = block.toString('latin1', 0, 4) === 'Exif' ? 6 : 0
  if (block.length < start + 8) return false
  const big = block[start] === 0x4d
  const short = (at: number) => (at + 2 > block.length ? 0 : big ? block.readUInt16BE(at) : block.readUInt16LE(at))
  const long = (at: number) => (at + 4 > block.length ? 0 : big ? block.readUInt32BE(at) : block.readUInt32LE(at))

  let weight = 0
  const weigh = (directory: number, depth: number) => {
    let at = directory + 2
    for (let left = short(directory); left > 0 && at < block.length && weight <= heaviest; left--, at += 12) {
      // Bytes are cut out in one piece, whatever their number.
      weight += short(at + 2) === bytes ? 1 : 1 + Math.min(long(at + 4), block.length)
      if (short(at + 2) !== ascii && pointers.has(short(at)) && depth < 3) weigh(start + long(at + 8), depth + 1)
    }
    if (depth === 0 && long(at) !== 0) weigh(start + long(at), 1)
  }
  weigh(start + long(start + 4), 0)
  return weight > heaviest
}

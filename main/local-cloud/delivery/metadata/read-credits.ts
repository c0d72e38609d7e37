import type { Metadata } from 'sharp'
import { openExif } from './exif-block.ts'

/** Who made a picture and who owns it, as bytes in whatever encoding they were written. */
export type Credits = { readonly artist: Buffer | null; readonly copyright: Buffer | null }

const byline = 80
const copyrightNotice = 116

/** The credits in a file's EXIF; where it has none, the by-line and the copyright notice of its IPTC fields. */
export function readCredits({ exif, iptc }: Pick<Metadata, 'exif' | 'iptc'>): Credits {
  const block = exif && openExif(exif)
  const fields = iptc ? readIptc(iptc) : new Map<number, Buffer>()
  return {
    artist: block?.text('artist') ?? fields.get(byline) ?? null,
    copyright: block?.text('copyright') ?? fields.get(copyrightNotice) ?? null,
  }
}

/** The first value of each field of the application record, found in a Photoshop block or bare. */
function readIptc(block: Buffer): Map<number, Buffer> {
  const fields = new Map<number, Buffer>()
  const resource = block.indexOf('8BIM\x04\x04', 0, 'latin1')
  // After its mark a resource has a name padded to an even length, and a length.
  const start = resource < 0 ? 0 : resource + 6 + (2 * Math.floor((block[resource + 6] ?? 0) / 2) + 2) + 4
  for (let at = start; at + 5 <= block.length && block[at] === 0x1c;) {
    const length = block.readUInt16BE(at + 3)
    const field = block[at + 2] ?? 0
    const value = block.subarray(at + 5, at + 5 + length)
    if (block[at + 1] === 2 && value.length > 0 && !fields.has(field)) fields.set(field, Buffer.from(value))
    at += 5 + length
  }
  return fields
}

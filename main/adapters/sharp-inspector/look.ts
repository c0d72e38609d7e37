import type { PhotoFormat } from '../../../preload/contract/index.ts'
import { decode } from './decode.ts'
import { describeBytes } from './describe-bytes.ts'
import { exifFacts } from './exif-facts.ts'
import { headerSize } from './header-size.ts'
import { isoEnd } from './iso-boxes.ts'
import { jpegEnd } from './jpeg-end.ts'
import { bmpEnd, gifEnd, pngEnd, psdEnd, webpEnd } from './other-ends.ts'
import type { PhotoBytes } from './photo-bytes.ts'
import type { Sight } from './sight.ts'
import { damaged, undecodedFacts, unproven } from './sight.ts'
import { sniffFormat } from './sniff-format.ts'

const decoded: ReadonlySet<PhotoFormat> = new Set(['jpeg', 'png', 'gif', 'webp', 'svg', 'heic', 'avif', 'tiff'])

/** Says what these bytes are and what is wrong with them. Never throws for bad bytes. */
export async function look(bytes: PhotoBytes, name: string): Promise<Sight> {
  if (bytes.size === 0) return { facts: null, findings: [{ rule: 'empty' }], thumbnail: null }

  const format = sniffFormat(bytes.head, name)
  if (format === null) return noImage(bytes.head)

  const missing = await missingEnd[format](bytes)
  // Drawn from its path an SVG may reach for files beside it, and none of honest size is too large for memory.
  if (format === 'svg' && !bytes.whole) return unproven(undecodedFacts(format, bytes.size, {}))
  if (decoded.has(format)) return decode(bytes, format, missing)

  const facts = undecodedFacts(format, bytes.size, {
    ...headerSize(format, bytes.head),
    // A raw file that is a TIFF is laid out as an EXIF block is.
    ...(format === 'raw' ? exifFacts(bytes.head.subarray(0, 64 * 1024)) : {}),
  })
  return missing === null ? unproven(facts) : damaged(missing, facts)
}

function noImage(head: Buffer): Sight {
  const zeros = head.subarray(0, 4096)
  if (zeros.every(byte => byte === 0)) return damaged('the file is only zeros: it was never written', null)
  const detail = `this looks like ${describeBytes(head)}`
  return { facts: null, findings: [{ rule: 'not-an-image', detail }], thumbnail: null }
}

/** Per format: says what is missing at the end of the file, or null. */
const missingEnd: Record<PhotoFormat, (bytes: PhotoBytes) => Promise<string | null> | string | null> = {
  jpeg: jpegEnd,
  png: pngEnd,
  gif: gifEnd,
  webp: webpEnd,
  heic: bytes => isoEnd(bytes, 'mdat'),
  avif: bytes => isoEnd(bytes, 'mdat'),
  // A bare code stream has no boxes.
  jp2: bytes => (bytes.head[0] === 0xff ? null : isoEnd(bytes, 'jp2c')),
  bmp: bmpEnd,
  psd: psdEnd,
  svg: () => null,
  tiff: () => null,
  raw: () => null,
  other: () => null,
}

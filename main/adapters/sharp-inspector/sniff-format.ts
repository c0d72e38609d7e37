// oxlint-disable no-control-regex -- the first bytes of a format are often control characters
import type { PhotoFormat } from '../../../preload/contract/index.ts'

const rawNames =
  /\.(3fr|arw|cr2|cr3|crw|dcr|dng|erf|fff|gpr|iiq|kdc|mef|mos|mrw|nef|nrw|orf|pef|raf|raw|rw2|rwl|sr2|srf|srw|x3f)$/i
const heicBrands = /^(hei[cmsx]|hev[cmsx]|mif1|mif2|msf1)$/

/** Formats known by their first bytes alone, as latin-1. */
const magics: readonly (readonly [RegExp, PhotoFormat])[] = [
  [/^\xff\xd8(\xff|\x00|$)/, 'jpeg'],
  [/^\x89PNG\r\n\x1a\n/, 'png'],
  [/^GIF8[79]a/, 'gif'],
  [/^RIFF[^]{4}WEBP/, 'webp'],
  [/^8BPS\x00[\x01\x02]/, 'psd'],
  [/^\x00\x00\x00\x0cjP {2}\r\n\x87\n/, 'jp2'],
  [/^\xff\x4f\xff\x51/, 'jp2'],
  [/^BM[^]{4}\x00\x00\x00\x00[^]{3}\x00[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00/, 'bmp'],
  [/^FUJIFILMCCD-RAW/, 'raw'],
  [/^(II\*\x00|MM\x00\*)[^]{4}CR/, 'raw'],
  [/^(II(RO|RS|U\x00)|MMOR)/, 'raw'],
  [/^II\x1a\x00\x00\x00HEAPCCDR/, 'raw'],
  [/^(FOVb|\x00MRM)/, 'raw'],
  [/^(II[*+]\x00|MM\x00[*+])/, 'tiff'],
  // JPEG XL, JPEG XR, OpenEXR, Radiance, QOI, DirectDraw, GIMP, Netpbm, icon
  [/^\x00\x00\x00\x0cJXL \r\n\x87\n/, 'other'],
  [/^\xff\x0a[^\n]/, 'other'],
  [/^II\xbc\x01/, 'other'],
  [/^(\x76\x2f\x31\x01|#\?RADIANCE|qoif|DDS |gimp xcf|P[1-7]\s|P[Ff]\s)/, 'other'],
  [/^\x00\x00[\x01\x02]\x00[^\x00]\x00/, 'other'],
]

/** Says what the bytes are, whatever the name says; but a camera's raw name is believed: raw files are never sent, not even one whose bytes pass for a TIFF or JPEG. Null: no image we know. */
export function sniffFormat(head: Buffer, name: string): PhotoFormat | null {
  const start = head.toString('latin1', 0, 64)
  const format = magics.find(([magic]) => magic.test(start))?.[1] ?? ofBrands(head) ?? ofText(head)
  return (format === 'tiff' || format === 'jpeg') && rawNames.test(name) ? 'raw' : format
}

/** ISO base media files name themselves in their first box: one major brand, then others they also satisfy. */
function ofBrands(head: Buffer): PhotoFormat | null {
  if (head.toString('latin1', 4, 8) !== 'ftyp') return null
  const brands = head.toString('latin1', 8, Math.min(head.readUInt32BE(0), 256)).match(/[^]{4}/g) ?? []
  if (brands.some(brand => brand === 'avif' || brand === 'avis')) return 'avif'
  if (brands[0] === 'crx ') return 'raw'
  return brands.some(brand => heicBrands.test(brand)) ? 'heic' : null
}

function ofText(head: Buffer): PhotoFormat | null {
  const wide = head[0] === 0xff && head[1] === 0xfe
  const text = head.toString(wide ? 'utf16le' : 'utf8', 0, 64 * 1024).replace(/^\uFEFF/, '')
  return /^\s*(<\?xml[^>]*>\s*|<!--[^]*?-->\s*|<!DOCTYPE\s+svg[^[>]*(\[[^\]]*\]\s*)?>\s*)*<(svg:)?svg[\s>/]/.test(text)
    ? 'svg'
    : null
}

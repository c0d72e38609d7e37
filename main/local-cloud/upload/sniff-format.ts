import type { Original } from '../images/image-record.ts'

const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']
const avifBrands = ['avif', 'avis']

/** Which of the accepted formats these first bytes begin, whatever the file is called. */
export function sniffFormat(head: Buffer): Original['format'] | undefined {
  const text = (from: number, to: number) => head.toString('latin1', from, to)
  if (text(0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'gif'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(4, 8) === 'ftyp') return ofBrands(text(8, Math.min(head.readUInt32BE(0), 64)))
  const start = head.toString('utf8')
  return /^\ufeff?\s*</.test(start) && /<(\w+:)?svg[\s/>]/.test(start) ? 'svg' : undefined
}

function ofBrands(brands: string): Original['format'] | undefined {
  const named = (known: string[]) => known.some(brand => brands.includes(brand))
  // AVIF files also name the general brand mif1.
  if (named(avifBrands)) return 'avif'
  return named(heicBrands) ? 'heic' : undefined
}

import type { Original } from '../../images/image-record.ts'
import type { PictureOptions } from '../options/picture-options.ts'
import type { PictureFormat } from './encode.ts'
import { area, type Size } from './size.ts'

/** Which of the newer formats the reader takes; the size then decides whether AVIF is quick enough. */
export type Wish = { readonly avif: boolean; readonly webp: boolean }

/** AVIF above this takes seconds to make (documentation: 1,200 pixels a side; images-api §3.1); then it is WebP. */
const avifPixels = 1200 * 1200
/** WebP holds no more on a side. */
const webpSide = 16_383

/** What a reader names in `Accept`. That it takes anything, as with a bare asterisk, names nothing. */
export function wishOf(accept: string | null): Wish {
  const named = new Set<string>()
  for (const range of (accept ?? '').toLowerCase().split(',')) {
    const [type = '', ...parameters] = range.split(';').map(part => part.trim())
    if (!parameters.some(parameter => /^q=0(\.0*)?$/.test(parameter))) named.add(type)
  }
  return { avif: named.has('image/avif'), webp: named.has('image/webp') }
}

type Choice = {
  original: Original
  options: PictureOptions
  wish: Wish
  output: Size
  isAnimated: boolean
  hasAlpha: boolean
}

/** Pure. What a picture is made into (images-api §4.2, §4.5). */
export function chooseFormat({ original, options, wish, output, isAnimated, hasAlpha }: Choice): PictureFormat {
  const { format, fast } = options
  if (format === 'jpeg' || format === 'baseline-jpeg') return 'jpeg'
  if (fast && !isAnimated && !hasAlpha) return 'jpeg'
  const takesAvif = format === 'avif' || (format === 'auto' && wish.avif)
  if (takesAvif && !fast && !isAnimated && area(output) <= avifPixels) return 'avif'
  const fitsWebp = Math.max(output.width, output.height) <= webpSide
  const takesWebp = format === 'avif' || format === 'webp' || (format === 'auto' && wish.webp)
  if (takesWebp && fitsWebp) return 'webp'
  switch (original.format) {
    case 'jpeg':
    case 'png':
    case 'gif':
      return original.format
    case 'webp':
      return fitsWebp ? 'webp' : 'png'
    case 'heic':
    case 'avif':
    case 'svg':
      return hasAlpha ? 'png' : 'jpeg'
  }
}

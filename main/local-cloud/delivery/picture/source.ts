import sharp, { type Metadata, type Sharp } from 'sharp'
import { decodeHeic } from '../decode-heic.ts'
import type { Original } from '../../images/image-record.ts'
import { limits } from '../../limits.ts'
import type { Size } from './size.ts'

// Each file is opened once, and must be free to be deleted: libvips' cache would only hold memory and files.
sharp.cache(false)

/** A picture about to be rendered: upright, one frame's size, and what its header says. */
export type Source = {
  readonly size: Size
  readonly frames: number
  readonly header: Metadata
  /** Decodes the first frame, or all below each other. Each call starts anew. */
  open(frames: 'first' | 'all'): Sharp
}

/** Files of HEIC and AVIF may hold several pictures too, but only the first is the photo. */
export const isAnimation = ({ format, frames }: Original): boolean =>
  frames > 1 && (format === 'gif' || format === 'webp')

const careful = { limitInputPixels: limits.areaPixels, failOn: 'error' } as const

/** Reads the header of an original, and of a HEIC photo its pixels too. Rejects when it cannot be read. */
export async function openSource(path: string, original: Original, needsPixels: boolean): Promise<Source> {
  const header = await sharp(path, careful).metadata()
  const frames = header.pages ?? 1
  if (original.format !== 'heic') {
    // Sharp cannot turn an animation, and no program writes one that lies on its side.
    const autoOrient = !isAnimation(original)
    const size = autoOrient ? header.autoOrient : { width: header.width, height: header.height }
    const open = (which: 'first' | 'all') => {
      const picture = sharp(path, { ...careful, autoOrient, animated: which === 'all' })
      // Sharp works on deep pixels in Display P3 and would hand them on as if they were sRGB.
      const isDeep = header.depth === 'ushort' && header.hasProfile
      return isDeep ? picture.withIccProfile('srgb', { attach: false }) : picture
    }
    return { size, frames, header, open }
  }
  const { width, height } = header
  const pixels = needsPixels ? await decodeHeic(path) : Buffer.alloc(0)
  return { size: { width, height }, frames: 1, header, open: () => sharp(pixels, careful) }
}

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

const careful = { limitInputPixels: limits.areaPixels, failOn: 'error' } as const

/** Reads the header of an original, and of a HEIC photo its pixels too. Rejects when it cannot be read. */
export async function openSource(path: string, original: Original, needsPixels: boolean): Promise<Source> {
  const header = await sharp(path, careful).metadata()
  const frames = header.pages ?? 1
  if (original.format !== 'heic') {
    const size = header.autoOrient
    const open = (all: 'first' | 'all') => sharp(path, { ...careful, autoOrient: true, animated: all === 'all' })
    return { size, frames, header, open }
  }
  const { width, height } = header
  const pixels = needsPixels ? await decodeHeic(path) : Buffer.alloc(0)
  return { size: { width, height }, frames: 1, header, open: () => sharp(pixels, careful) }
}

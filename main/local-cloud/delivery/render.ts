import sharp from 'sharp'
import { decodeHeic } from './decode-heic.ts'
import type { Original } from '../images/image-record.ts'
import { limits } from '../limits.ts'
import type { Variant } from '../variants/variant.ts'

export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif'

/** The picture at `path` in a variant's size: upright, in sRGB, without metadata. Throws when it cannot be decoded. */
export async function render(
  path: string,
  original: Original,
  { options }: Variant,
  format: PictureFormat,
): Promise<Buffer> {
  const isAnimation = original.frames > 1 && (format === 'gif' || format === 'webp')
  const source = original.format === 'heic' ? await decodeHeic(path) : path
  const picture = sharp(source, { animated: isAnimation, limitInputPixels: limits.areaPixels * 2 })
    .autoOrient()
    .resize({
      ...(options.width !== undefined && { width: options.width }),
      ...(options.height !== undefined && { height: options.height }),
      fit: 'inside',
      withoutEnlargement: true,
    })
  switch (format) {
    case 'jpeg':
      return await picture.jpeg({ quality: 85, progressive: true }).toBuffer()
    case 'png':
      return await picture.png().toBuffer()
    case 'gif':
      return await picture.gif().toBuffer()
    case 'webp':
      return await picture.webp({ quality: 85 }).toBuffer()
    case 'avif':
      return await picture.avif({ quality: 60, effort: 2 }).toBuffer()
  }
}

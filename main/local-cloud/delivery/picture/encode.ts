import type { Sharp } from 'sharp'
import type { PictureOptions } from '../options/picture-options.ts'
import { area, type Size } from './size.ts'

/** What a picture may be delivered as. */
export type PictureFormat = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif'

type Timing = { delay?: number[]; loop?: number }

const usualQuality = 85
const progressive = { least: 50 * 50, most: 3000 * 3000 }

/** Writes a picture in a format, as images-api §4.2 and §4.5 say. Quality means the same to the eye in all of them. */
export async function encode(
  picture: Sharp,
  format: PictureFormat,
  options: PictureOptions,
  output: Size,
  timing: Timing,
): Promise<Buffer<ArrayBuffer>> {
  const quality = options.quality ?? usualQuality
  switch (format) {
    case 'jpeg': {
      // UNCONFIRMED: the two limits are taken as areas (images-api §4.5).
      const isBetween = area(output) >= progressive.least && area(output) <= progressive.most
      const isProgressive = options.format !== 'baseline-jpeg' && !options.fast && isBetween
      return await picture.jpeg({ quality, progressive: isProgressive }).toBuffer()
    }
    case 'png':
      return await picture.png(options.quality === null ? {} : { palette: true, quality }).toBuffer()
    case 'gif':
      return await picture.gif(timing).toBuffer()
    case 'webp':
      return await picture.webp({ ...timing, quality, lossless: quality === 100 }).toBuffer()
    case 'avif':
      return await picture.avif({ quality: ofAvif(quality), effort: 2 }).toBuffer()
  }
}

/** AVIF looks as good at 60 as JPEG does at 85. */
const ofAvif = (quality: number) =>
  Math.max(1, Math.round(quality <= 85 ? (quality * 60) / 85 : 60 + ((quality - 85) * 40) / 15))

import sharp from 'sharp'
import { drawIcon, type IconShape } from './draw-icon.ts'

/** The icon at a size, as a PNG file. */
export function iconPng(size: number, shape: IconShape = 'tile'): Promise<Buffer> {
  // Drawn at its own size, so that lines meet pixels: 72 dots per inch are one per unit of its 32.
  const drawing = Buffer.from(drawIcon(size, shape))
  return sharp(drawing, { density: (72 * size) / 32 })
    .resize(size, size)
    .png()
    .toBuffer()
}

/** The icon at a size, as bare pixels: red, green, blue, alpha, row by row from the top. */
export async function iconPixels(size: number): Promise<Buffer> {
  return sharp(await iconPng(size))
    .ensureAlpha()
    .raw()
    .toBuffer()
}

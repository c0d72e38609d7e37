import type { PictureOptions } from '../options/picture-options.ts'

type Tone = Pick<PictureOptions, 'brightness' | 'contrast' | 'gamma'>

export const hasTone = ({ brightness, contrast, gamma }: Tone): boolean =>
  brightness !== 1 || contrast !== 1 || gamma !== 1

/**
 * Changes the pixels of an sRGB picture in place; the last of two or four channels is opacity and stays.
 * UNCONFIRMED: the formulas. Brightness multiplies, contrast spreads around the middle, gamma is the root of that degree.
 */
export function applyTone(pixels: Buffer, channels: number, { brightness, contrast, gamma }: Tone): void {
  const toned = Uint8ClampedArray.from({ length: 256 }, (_, value) => {
    const lit = Math.min(1, (value / 255) * brightness) ** (1 / gamma)
    return ((lit - 0.5) * contrast + 0.5) * 255
  })
  const coloured = channels % 2 === 0 ? channels - 1 : channels
  for (let at = 0; at < pixels.length; at += channels)
    for (let channel = at; channel < at + coloured; channel++) pixels[channel] = toned[pixels[channel] ?? 0] ?? 0
}

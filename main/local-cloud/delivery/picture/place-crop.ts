import sharp, { type Sharp } from 'sharp'
import type { Gravity } from '../options/picture-options.ts'
import type { Size } from './size.ts'

type Place = { readonly left: number; readonly top: number }

/** Pure. Where to cut `shown` out of `scaled`, so that the given point is as near the middle as the edges allow. */
export function placeAround({ x, y }: Exclude<Gravity, 'auto'>, scaled: Size, shown: Size): Place {
  const start = (at: number, whole: number, part: number) =>
    Math.round(Math.min(Math.max(at * whole - part / 2, 0), whole - part))
  return { left: start(x, scaled.width, shown.width), top: start(y, scaled.height, shown.height) }
}

/** Where the part that strikes the eye lies. */
export async function placeByAttention(picture: Sharp, scaled: Size, shown: Size): Promise<Place> {
  const { info } = await picture
    .resize({ ...shown, fit: 'cover', position: sharp.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true })
  const start = (offset: number | undefined, whole: number, part: number) =>
    Math.min(Math.abs(offset ?? 0), whole - part)
  return {
    left: start(info.cropOffsetLeft, scaled.width, shown.width),
    top: start(info.cropOffsetTop, scaled.height, shown.height),
  }
}

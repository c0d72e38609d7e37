import { createHash } from 'node:crypto'
import sharp from 'sharp'
import type { Original } from '../images/image-record.ts'
import { limits } from '../limits.ts'
import { refuseDelivery } from './delivery-refusal.ts'
import type { PictureOptions } from './options/picture-options.ts'
import type { Wish } from './picture/choose-format.ts'
import { render } from './picture/render.ts'
import { isAnimation } from './picture/source.ts'
import type { Made } from './renditions/render-once.ts'
import { cleanSvg } from './svg/clean-svg.ts'

/** Counted up when the same order no longer means the same bytes. */
const revision = 1
const makers = [revision, sharp.versions.sharp, sharp.versions.vips]

/** A picture made to order from the original at this path. */
export async function makePicture(
  path: string,
  original: Original,
  options: PictureOptions,
  wish: Wish,
): Promise<Made> {
  if (original.format !== 'svg') return render(path, original, options, wish)
  const clean = await cleanSvg(path)
  return clean.kind === 'svg'
    ? { kind: 'rendered', type: 'svg', bytes: Buffer.from(clean.text) }
    : refuseDelivery(9516, `Could not resize the image: error during decoding: the SVG has ${clean.why}`)
}

/** Everything the bytes depend on, in short: names the rendition, and is its tag. */
export function pictureKey(original: Original, options: PictureOptions, wish: Wish): string {
  const asked = original.format === 'svg' ? 'svg' : { options, wish: options.format === 'auto' ? wish : null }
  return createHash('sha256')
    .update(JSON.stringify([makers, original.sha256, asked]))
    .digest('base64url')
    .slice(0, 32)
}

/** Animations too large to transform are delivered untransformed (images-api §3.1). */
export const isLeftAsItIs = (original: Original, options: PictureOptions): boolean =>
  isAnimation(original) &&
  options.anim &&
  options.format !== 'json' &&
  original.width * original.height * original.frames > limits.transformedAnimationPixels

/** Takes all there is of the computer while it is made. */
export const isHeavy = (original: Original): boolean => isAnimation(original) || original.format === 'heic'

/** How what was made is called on the wire. */
export const mediaTypes = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  json: 'application/json',
} as const

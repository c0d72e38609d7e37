import type { Sharp } from 'sharp'
import type { PictureOptions } from '../options/picture-options.ts'
import type { Plan } from './plan-picture.ts'
import { placeAround, placeByAttention } from './place-crop.ts'
import type { Underlay } from './underlay.ts'

/** Everything a plan does to the pixels of one frame, short of border and format. */
export async function createShaper(
  { cut, cutTurned, fitted: { scaled, shown, canvas } }: Plan,
  options: PictureOptions,
  { flat, around }: Underlay,
  openFirst: () => Sharp,
): Promise<(picture: Sharp) => Sharp> {
  const turn = (picture: Sharp): Sharp => {
    if (options.flip.includes('h')) picture.flop()
    if (options.flip.includes('v')) picture.flip()
    if (options.rotate === 0) return cut ? picture.extract(cut) : picture
    // Turned by a right angle, sharp cuts after turning; otherwise before.
    picture.rotate(options.rotate)
    return cutTurned ? picture.extract(cutTurned) : picture
  }
  const isCropped = shown.width < scaled.width || shown.height < scaled.height
  const isPadded = canvas.width > scaled.width || canvas.height > scaled.height
  const place = !isCropped
    ? null
    : options.gravity === 'auto'
      ? await placeByAttention(turn(openFirst()), scaled, shown)
      : placeAround(options.gravity, scaled, shown)

  return picture => {
    turn(picture).resize(isPadded ? { ...canvas, fit: 'contain', background: around } : { ...scaled, fit: 'fill' })
    if (place) picture.extract({ ...place, ...shown })
    if (flat) picture.flatten({ background: flat })
    if (options.blur !== null) picture.blur(options.blur / 2)
    if (options.sharpen > 0) picture.sharpen({ sigma: 1, m1: options.sharpen, m2: options.sharpen * 2 })
    if (options.saturation !== 1) picture.modulate({ saturation: options.saturation })
    return picture
  }
}

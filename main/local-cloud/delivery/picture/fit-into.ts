import type { Fit } from '../options/picture-options.ts'
import type { Size } from './size.ts'

type Box = { readonly width: number | null; readonly height: number | null }

/** The picture after scaling, what is shown of it after cropping, and the canvas it then stands on. */
export type Fitted = { readonly scaled: Size; readonly shown: Size; readonly canvas: Size }

/** Pure. How a picture fits a box in one of the ways of images-api §4.3. A side left out follows from the other. */
export function fitInto(picture: Size, fit: Fit, box: Box): Fitted {
  const { width, height } = box
  if (width === null || height === null) return uncropped(byOneSide(picture, fit, box))
  const target = { width, height }
  const inside = Math.min(width / picture.width, height / picture.height)
  const around = Math.max(width / picture.width, height / picture.height)
  switch (fit) {
    case 'scale-down':
      return uncropped(scale(picture, Math.min(1, inside)))
    case 'contain':
      return uncropped(scale(picture, inside))
    case 'pad': {
      const scaled = smaller(scale(picture, inside), target)
      return { scaled, shown: scaled, canvas: target }
    }
    case 'squeeze':
      return uncropped(target)
    case 'cover':
      return cropped(larger(scale(picture, around), target), target)
    case 'crop': {
      // UNCONFIRMED: a picture larger than the box in one direction only is cut in that direction.
      const scaled = scale(picture, Math.min(1, around))
      return cropped(scaled, smaller(scaled, target))
    }
    case 'aspect-crop': {
      if (around <= 1) return cropped(larger(scale(picture, around), target), target)
      const ratio = width / height
      return cropped(picture, {
        width: Math.min(picture.width, atLeastOne(picture.height * ratio)),
        height: Math.min(picture.height, atLeastOne(picture.width / ratio)),
      })
    }
  }
}

function byOneSide(picture: Size, fit: Fit, { width, height }: Box): Size {
  const wanted = width === null ? (height === null ? 1 : height / picture.height) : width / picture.width
  const enlarges = fit === 'contain' || fit === 'cover' || fit === 'pad' || fit === 'squeeze'
  const factor = enlarges ? wanted : Math.min(1, wanted)
  const scaled = scale(picture, factor)
  return factor === wanted ? { width: width ?? scaled.width, height: height ?? scaled.height } : scaled
}

const atLeastOne = (pixels: number) => Math.max(1, Math.round(pixels))
const scale = ({ width, height }: Size, factor: number): Size => ({
  width: atLeastOne(width * factor),
  height: atLeastOne(height * factor),
})
const smaller = (a: Size, b: Size): Size => ({
  width: Math.min(a.width, b.width),
  height: Math.min(a.height, b.height),
})
const larger = (a: Size, b: Size): Size => ({ width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) })
const uncropped = (scaled: Size): Fitted => ({ scaled, shown: scaled, canvas: scaled })
const cropped = (scaled: Size, shown: Size): Fitted => ({ scaled, shown, canvas: shown })

import type { VariantOptions } from './variant.ts'

/** Pixels. */
export type PixelSize = { readonly width: number; readonly height: number }

/** A part of a picture, in its pixels. */
export type PixelBox = PixelSize & { readonly left: number; readonly top: number }

/** What a fit makes of one photo, before anything is rendered. */
export type FittedPhoto = {
  /** What is served. */
  readonly output: PixelSize
  /** The photo within it; smaller where `pad` fills the rest. */
  readonly picture: PixelSize
  /** What is shown of the upright original, in its own pixels. */
  readonly shown: PixelBox
  /** 0–1: how much of the original is cut away. */
  readonly cutOff: number
  /** Above 1 pixels are made up. */
  readonly scale: number
  /** The service makes no picture of this size. */
  readonly isTooLarge: boolean
}

type Box = Pick<VariantOptions, 'fit' | 'width' | 'height'>

/** images-api §3.1: pixels on a side, and in all. */
const mostSide = 12_000
const mostArea = 100_000_000

/** Pure. The sizes of images-api §4.3 for an upright original; a side left out follows from the other. */
export function fitPhoto(original: PixelSize, box: Box): FittedPhoto {
  const { scaled, picture, output } = measure(original, box)
  const scale = Math.max(scaled.width / original.width, scaled.height / original.height)
  const left = Math.round((scaled.width - picture.width) / 2)
  const top = Math.round((scaled.height - picture.height) / 2)
  const across = original.width / scaled.width
  const down = original.height / scaled.height
  const longest = Math.max(output.width, output.height, scaled.width, scaled.height)
  return {
    output,
    picture,
    shown: { left: left * across, top: top * down, width: picture.width * across, height: picture.height * down },
    cutOff: 1 - area(picture) / area(scaled),
    scale,
    isTooLarge:
      longest > Math.max(mostSide, original.width, original.height) || Math.max(area(output), area(scaled)) > mostArea,
  }
}

/** The original after scaling, what of it is shown, and the canvas that stands on. */
type Measures = { scaled: PixelSize; picture: PixelSize; output: PixelSize }

function measure(original: PixelSize, { fit, width, height }: Box): Measures {
  if (width === null || height === null) return whole(byOneSide(original, { fit, width, height }))
  const box = { width, height }
  const inside = Math.min(width / original.width, height / original.height)
  const around = Math.max(width / original.width, height / original.height)
  switch (fit) {
    case 'scale-down':
      return whole(times(original, Math.min(1, inside)))
    case 'contain':
      return whole(times(original, inside))
    case 'cover': {
      const scaled = each(times(original, around), box, Math.max)
      return { scaled, picture: box, output: box }
    }
    case 'crop': {
      const scaled = times(original, Math.min(1, around))
      const picture = each(scaled, box, Math.min)
      return { scaled, picture, output: picture }
    }
    case 'pad': {
      const scaled = each(times(original, inside), box, Math.min)
      return { scaled, picture: scaled, output: box }
    }
    default:
      return fit satisfies never
  }
}

function byOneSide(original: PixelSize, { fit, width, height }: Box): PixelSize {
  if (width === null && height === null) return original
  const wanted = width === null ? (height ?? 1) / original.height : width / original.width
  const enlarges = fit === 'contain' || fit === 'cover' || fit === 'pad'
  if (wanted > 1 && !enlarges) return original
  const scaled = times(original, wanted)
  return { width: width ?? scaled.width, height: height ?? scaled.height }
}

const atLeastOne = (pixels: number) => Math.max(1, Math.round(pixels))
const times = ({ width, height }: PixelSize, factor: number): PixelSize => ({
  width: atLeastOne(width * factor),
  height: atLeastOne(height * factor),
})
const each = (a: PixelSize, b: PixelSize, choose: (a: number, b: number) => number): PixelSize => ({
  width: choose(a.width, b.width),
  height: choose(a.height, b.height),
})
const area = ({ width, height }: PixelSize) => width * height
const whole = (scaled: PixelSize): Measures => ({ scaled, picture: scaled, output: scaled })

/** An upright original. `isFitted` false: drawings and very long animations are served as they are (images-api §3.1, §3.2). */
export type MeasuredOriginal = PixelSize & { readonly bytes: number; readonly isFitted: boolean }

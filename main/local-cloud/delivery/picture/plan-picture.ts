import { type DeliveryRefusal, refuseDelivery } from '../delivery-refusal.ts'
import type { PictureOptions, Trim } from '../options/picture-options.ts'
import { limits } from '../../limits.ts'
import { fitInto, type Fitted } from './fit-into.ts'
import { area, type Rectangle, type Size } from './size.ts'

/** What is done to an upright picture, in this order: cut, turned, scaled, cropped, set on a canvas, bordered. */
export type Plan = {
  readonly kind: 'plan'
  /** In the upright picture. */
  readonly cut: Rectangle | null
  /** The same part in the picture when it has been flipped and turned. */
  readonly cutTurned: Rectangle | null
  readonly fitted: Fitted
  readonly border: Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>
  readonly output: Size
}

/** Pure. Works out every measure before a pixel is touched; what would be too large or nothing is refused. */
export function planPicture(picture: Size, frames: number, options: PictureOptions): Plan | DeliveryRefusal {
  const cut = options.trim && cutOut(picture, options.trim, options.dpr)
  if (cut && area(cut) === 0) return refuse('The image has width or height of size 0')
  const isOnItsSide = options.rotate === 90 || options.rotate === 270
  const upright = cut ?? picture
  const turned = isOnItsSide ? { width: upright.height, height: upright.width } : upright

  const width = options.width === null || options.width === 'auto' ? null : Math.round(options.width * options.dpr)
  const height = options.height === null ? null : Math.round(options.height * options.dpr)
  const fitted = fitInto(turned, options.fit, { width, height })
  const border = times(options.border, options.dpr)
  const output = {
    width: fitted.canvas.width + border.left + border.right,
    height: fitted.canvas.height + border.top + border.bottom,
  }
  for (const { width, height } of [output, fitted.scaled])
    if (Math.max(width, height) > Math.max(limits.sidePixels, picture.width, picture.height))
      return refuse(
        `The image enlarged too much: ${width}×${height}, but maximum dimension allowed is ${limits.sidePixels}`,
      )
  if (Math.max(area(output), area(fitted.scaled)) * frames > limits.areaPixels)
    return refuse(
      frames > 1
        ? `The animation is too large: all frames together must not have more than ${limits.areaPixels} pixels`
        : `The image enlarged too much: it must not have more than ${limits.areaPixels} pixels`,
    )
  return { kind: 'plan', cut, cutTurned: cut && turn(cut, picture, options), fitted, border, output }
}

const refuse = (why: string) => refuseDelivery(9413, `Could not resize the image: ${why}`)

function cutOut(picture: Size, trim: Trim, dpr: number): Rectangle {
  const pixels = (name: keyof Trim) => (trim[name] === undefined ? undefined : Math.round(trim[name] * dpr))
  const left = Math.min(pixels('left') ?? 0, picture.width)
  const top = Math.min(pixels('top') ?? 0, picture.height)
  const right = picture.width - (pixels('right') ?? 0)
  const bottom = picture.height - (pixels('bottom') ?? 0)
  return {
    left,
    top,
    width: Math.max(0, Math.min(right - left, pixels('width') ?? Infinity)),
    height: Math.max(0, Math.min(bottom - top, pixels('height') ?? Infinity)),
  }
}

function turn(cut: Rectangle, picture: Size, { flip, rotate }: PictureOptions): Rectangle {
  const { width, height } = cut
  const left = flip.includes('h') ? picture.width - cut.left - width : cut.left
  const top = flip.includes('v') ? picture.height - cut.top - height : cut.top
  const right = picture.width - left - width
  const bottom = picture.height - top - height
  switch (rotate) {
    case 0:
      return { left, top, width, height }
    case 90:
      return { left: bottom, top: left, width: height, height: width }
    case 180:
      return { left: right, top: bottom, width, height }
    case 270:
      return { left: top, top: right, width: height, height: width }
  }
}

const times = (border: PictureOptions['border'], dpr: number) => ({
  top: Math.round((border?.top ?? 0) * dpr),
  right: Math.round((border?.right ?? 0) * dpr),
  bottom: Math.round((border?.bottom ?? 0) * dpr),
  left: Math.round((border?.left ?? 0) * dpr),
})

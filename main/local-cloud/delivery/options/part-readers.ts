import { isColour } from './is-colour.ts'
import type { Border, Trim } from './picture-options.ts'
import { oneOf, whole } from './read-value.ts'

const pixels = { least: 0, most: 12_000 }
const borderPixels = { least: 0, most: 1_000 }

export const trimParts = 'one of top, right, bottom, left, width, height with a whole number of pixels'

/** One of the parts a trim may be given in, as in `trim.left=30`. */
export const readTrimPart = (part: string, value: string): Trim | undefined =>
  oneOf(['top', 'right', 'bottom', 'left', 'width', 'height'], part, name =>
    whole(value, pixels, number => ({ [name]: number })),
  )

export const borderParts =
  'one of top, right, bottom, left, width with a whole number of pixels up to 1000, or color with a CSS colour'

/**
 * One of the parts of a border, as in `border.width=5`.
 * UNCONFIRMED: the documentation shows a border for Workers only; in a URL we take it in parts, as a trim.
 */
export function readBorderPart(part: string, value: string): Partial<Border> | undefined {
  if (part === 'color') return isColour(value) ? { colour: value } : undefined
  if (part === 'width') return whole(value, borderPixels, all => ({ top: all, right: all, bottom: all, left: all }))
  return oneOf(['top', 'right', 'bottom', 'left'], part, name =>
    whole(value, borderPixels, number => ({ [name]: number })),
  )
}

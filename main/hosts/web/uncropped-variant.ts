import type { Variant } from '../../../preload/contract/index.ts'

/** The side a picture of any shape has at least in this variant, unless the original is smaller. */
const sideOf = ({ options: { width, height } }: Variant) => Math.min(width ?? Infinity, height ?? Infinity)
const areaOf = ({ options: { width, height } }: Variant) => (width ?? 20_000) * (height ?? 20_000)

/** Shows the whole picture, sharp and in its own shape (images-api §4.3). */
export const isUncropped = ({ options: { fit, blur } }: Variant): boolean =>
  blur === null && (fit === 'scale-down' || fit === 'contain')

/** The smallest variant that shows a whole picture at this size, else the largest that shows it whole; undefined where all cut. */
export function uncroppedVariant(variants: readonly Variant[], side: number): Variant | undefined {
  const whole = variants.filter(isUncropped)
  const enough = whole.filter(variant => sideOf(variant) >= side).toSorted((a, b) => areaOf(a) - areaOf(b))
  return enough[0] ?? whole.toSorted((a, b) => sideOf(b) - sideOf(a) || areaOf(b) - areaOf(a))[0]
}

/** A colour as the eye sees it, by the light of D50. */
export type Lab = readonly [number, number, number]
export type Triple = readonly [number, number, number]
export type Matrix = readonly [Triple, Triple, Triple]

/** The white of a profile's connection space. */
export const d50: Triple = [0.9642, 1, 0.8249]

/** Linear sRGB to XYZ by D50, and back. */
const srgb: Matrix = [
  [0.43607, 0.38515, 0.14307],
  [0.22249, 0.71687, 0.06061],
  [0.01392, 0.09708, 0.7141],
]

export const multiply = (matrix: Matrix, [x, y, z]: Triple): Triple => {
  const row = ([a, b, c]: Triple) => a * x + b * y + c * z
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

export function inverse([[a, b, c], [d, e, f], [g, h, i]]: Matrix): Matrix {
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  const over = (value: number) => value / determinant
  return [
    [over(e * i - f * h), over(c * h - b * i), over(b * f - c * e)],
    [over(f * g - d * i), over(a * i - c * g), over(c * d - a * f)],
    [over(d * h - e * g), over(b * g - a * h), over(a * e - b * d)],
  ]
}

const each = (triple: Triple, change: (value: number) => number): Triple => [
  change(triple[0]),
  change(triple[1]),
  change(triple[2]),
]

/** The light behind an sRGB value, both of 0–1. */
export const lightOf = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
const valueOf = (light: number) => (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055)

/** Of sRGB channels of 0–255. */
export const labOfSrgb = (pixel: Triple): Lab =>
  labOfXyz(
    multiply(
      srgb,
      each(pixel, value => lightOf(value / 255)),
    ),
  )

/** The nearest thing to this light that sRGB can show, channel by channel, of 0–1. */
export const srgbOfXyz = (xyz: Triple): Triple =>
  each(multiply(inverse(srgb), xyz), light => valueOf(Math.min(1, Math.max(0, light))))

export function labOfXyz(xyz: Triple): Lab {
  const bend = (value: number) => (value > 216 / 24389 ? Math.cbrt(value) : (value * 24389) / 27 / 116 + 16 / 116)
  const [x, y, z]: Triple = [bend(xyz[0] / d50[0]), bend(xyz[1] / d50[1]), bend(xyz[2] / d50[2])]
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

import { inkTable } from './ink-table.ts'
import { d50, type Lab, labOfXyz, lightOf, type Matrix, multiply, srgbOfXyz, type Triple } from './lab.ts'
import { curve, makeIcc, xyz } from './make-icc.ts'

/** Where colours of a picture are meant to be seen: its profile, and what a pixel looks like once it is shown in sRGB. */
export type ColourSpace = {
  readonly name: string
  /** Null: none is embedded. */
  readonly icc: Buffer | null
  look(pixel: readonly number[]): Lab
}

/** As an sRGB screen shows it: what lies outside is cut off. */
const onScreen = (light: Triple): Lab => labOfXyz(multiply(screen, triple(srgbOfXyz(light).map(lightOf))))
const triple = (values: readonly number[]): Triple => [values[0] ?? 0, values[1] ?? 0, values[2] ?? 0]
const screen: Matrix = [
  [0.43607, 0.38515, 0.14307],
  [0.22249, 0.71687, 0.06061],
  [0.01392, 0.09708, 0.7141],
]

type Rgb = { name: string; primaries: Matrix; light: (value: number) => number; isEmbedded?: boolean }

/** The look of a pixel in a space of three primaries. */
export const lookOf =
  (primaries: Matrix, light: (value: number) => number) =>
  (pixel: readonly number[]): Lab =>
    onScreen(multiply(primaries, triple(pixel.map(value => light(value / 255)))))

function rgbSpace({ name, primaries, light, isEmbedded = true }: Rgb): ColourSpace {
  const column = (at: 0 | 1 | 2) => xyz([primaries[0][at], primaries[1][at], primaries[2][at]])
  const tone = curve(light)
  const tags = { wtpt: xyz(d50), rXYZ: column(0), gXYZ: column(1), bXYZ: column(2), rTRC: tone, gTRC: tone, bTRC: tone }
  return {
    name,
    icc: isEmbedded ? makeIcc({ kind: 'mntr', space: 'RGB ', connection: 'XYZ ', name, tags }) : null,
    look: lookOf(primaries, light),
  }
}

function greySpace(name: string, gamma: number): ColourSpace {
  const light = (value: number) => value ** gamma
  const tags = { wtpt: xyz(d50), kTRC: curve(light) }
  return {
    name,
    icc: makeIcc({ kind: 'mntr', space: 'GRAY', connection: 'XYZ ', name, tags }),
    look: ([value = 0]) => onScreen(triple(d50.map(part => part * light(value / 255)))),
  }
}

/** D50 primaries as the profiles of these spaces write them, a row for each of X, Y and Z. */
export const rgbSpaces: readonly ColourSpace[] = [
  rgbSpace({ name: 'sRGB, not embedded', primaries: screen, light: lightOf, isEmbedded: false }),
  rgbSpace({ name: 'sRGB', primaries: screen, light: lightOf }),
  rgbSpace({
    name: 'Display P3',
    light: lightOf,
    primaries: [
      [0.51512, 0.29198, 0.1571],
      [0.2412, 0.69225, 0.06657],
      [-0.00105, 0.04189, 0.78407],
    ],
  }),
  rgbSpace({
    name: 'Adobe RGB',
    light: value => value ** (563 / 256),
    primaries: [
      [0.60974, 0.20528, 0.14919],
      [0.31111, 0.62567, 0.06322],
      [0.01947, 0.06087, 0.74457],
    ],
  }),
  rgbSpace({
    name: 'ProPhoto',
    light: value => value ** 1.8,
    primaries: [
      [0.79767, 0.13519, 0.03134],
      [0.28804, 0.71188, 0.00009],
      [0, 0, 0.82491],
    ],
  }),
]

export const greySpaces: readonly ColourSpace[] = [
  greySpace('grey of gamma 1.8', 1.8),
  greySpace('grey of gamma 2.2', 2.2),
]

/** Four inks in percent of 0–255, each taking its part of the light. */
const lightThroughInks = ([c = 0, m = 0, y = 0, k = 0]: readonly number[]): Lab => {
  const paper = 1 - k / 255
  const through = (ink: number, least: number) => lightOf((1 - ((1 - least) * ink) / 255) * paper)
  return labOfXyz(multiply(screen, [through(c, 0.1), through(m, 0.15), through(y, 0.2)]))
}

export const inkSpace: ColourSpace = {
  name: 'CMYK',
  icc: makeIcc({
    kind: 'prtr',
    space: 'CMYK',
    connection: 'Lab ',
    name: 'four inks',
    tags: { wtpt: xyz(d50), A2B0: inkTable(lightThroughInks) },
  }),
  look: lightThroughInks,
}

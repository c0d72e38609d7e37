/** One shot of the demo's shoot before it is made. Pixels as displayed. */
export type Shot = {
  number: number
  kind: 'sound' | 'truncated' | 'copy-of-the-one-before' | 'over-the-limit' | 'text'
  width: number
  height: number
  orientation: 1 | 3 | 6 | 8
  withPosition: boolean
  colours: 'srgb' | 'p3'
}

/** Width and height of the sensors of our cameras, in pixels: 24, 20, 16 and 12 megapixels. */
const sensors = [
  [6000, 4000],
  [5472, 3648],
  [4928, 3264],
  [4000, 3000],
] as const
const orientations = [1, 1, 6, 1, 8, 1, 3] as const
const kinds: Readonly<Record<number, Shot['kind']>> = {
  7: 'truncated',
  12: 'copy-of-the-one-before',
  17: 'over-the-limit',
  21: 'text',
}

/** The whole shoot: 24 shots, four of them with something the program must notice. */
export const shootPlan: readonly Shot[] = Array.from({ length: 24 }, (_, i) => planShot(i + 1))

function planShot(number: number): Shot {
  const kind = kinds[number] ?? 'sound'
  // A copy is the same photo under another name.
  if (kind === 'copy-of-the-one-before') return { ...planShot(number - 1), number, kind }
  const [long, short] = sensors[(number - 1) % sensors.length] ?? sensors[0]
  const orientation = orientations[number % orientations.length] ?? 1
  const upright = orientation === 6 || orientation === 8
  return {
    number,
    kind,
    width: upright ? short : long,
    height: upright ? long : short,
    orientation,
    withPosition: number % 4 === 0,
    colours: number === 5 || number === 16 ? 'p3' : 'srgb',
  }
}

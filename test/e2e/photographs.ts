import { photoLike } from '../../main/hosts/cli/demo/photo-like.ts'

const shapes = [
  [900, 600],
  [600, 900],
  [900, 675],
  [900, 380],
  [700, 700],
] as const

/** Small photographs of made-up landscapes, in several shapes, as a camera names them. */
export function photographs(count: number, first = 1): Promise<{ name: string; bytes: Buffer }[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const number = first + i
      const [width, height] = shapes[number % shapes.length] ?? shapes[0]
      const shot = {
        number,
        kind: 'sound',
        width,
        height,
        orientation: 1,
        withPosition: false,
        colours: 'srgb',
      } as const
      return { name: `_HF_${String(number).padStart(4, '0')}.JPG`, bytes: await photoLike(shot) }
    }),
  )
}

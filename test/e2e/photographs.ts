import { drawnOnce } from './drawn-once.ts'

const shapes = [
  [900, 600],
  [600, 900],
  [900, 675],
  [900, 380],
  [700, 700],
] as const

/** Small photographs that were never taken, in several shapes, as a camera names them. */
export function photographs(count: number, first = 1, detail?: number): Promise<{ name: string; bytes: Buffer }[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const number = first + i
      const [width, height] = shapes[number % shapes.length] ?? shapes[0]
      const name = `_HF_${String(number).padStart(4, '0')}.JPG`
      return {
        name,
        bytes: await drawnOnce({ seed: number, width, height, ...(detail === undefined ? {} : { detail }) }),
      }
    }),
  )
}

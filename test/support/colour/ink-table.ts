import type { Lab } from './lab.ts'

const steps = 9

/** The table of a profile for four inks: what each mixture looks like, on a grid. */
export function inkTable(look: (inks: readonly number[]) => Lab): Buffer {
  const values: number[] = []
  const level = (i: number) => (i * 255) / (steps - 1)
  for (let i = 0; i < steps ** 4; i++) {
    const inks = [3, 2, 1, 0].map(place => level(Math.floor(i / steps ** place) % steps))
    const [l, a, b] = look(inks)
    values.push((l * 65_280) / 100, (a + 128) * 256, (b + 128) * 256)
  }
  const head = Buffer.alloc(52)
  head.write('mft2', 'latin1')
  head.set([4, 3, steps], 8)
  for (const one of [12, 28, 44]) head.writeInt32BE(65_536, one)
  head.writeUInt16BE(2, 48)
  head.writeUInt16BE(2, 50)
  // Straight curves, seven in all, and the table between those of the inks and those of the outcome.
  const straight = (count: number) => Array.from({ length: count }, () => [0, 65_535]).flat()
  return Buffer.concat([head, words(straight(4)), words(values), words(straight(3))])
}

function words(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2)
  for (const [i, value] of values.entries()) bytes.writeUInt16BE(Math.min(65_535, Math.round(value)), i * 2)
  return bytes
}

import type { PixelSize } from '../../../preload/contract/index.ts'

/** How many photos are on the wall before anybody has chosen. */
export const usualCount = 5

const shapeOf = ({ width, height }: PixelSize): string => {
  const ratio = width / height
  if (ratio > 1.9) return 'panorama'
  if (ratio > 1.1) return 'landscape'
  return ratio < 0.9 ? 'portrait' : 'square'
}

/** Pure. The newest few, such that every shape among the candidates is there; in their own order. */
export function chooseVaried<T>(candidates: readonly T[], sizeOf: (one: T) => PixelSize | null, count: number): T[] {
  const shapes = new Set<string>()
  const chosen = new Set<T>()
  for (const one of candidates) {
    const size = sizeOf(one)
    if (size === null || chosen.size === count || shapes.has(shapeOf(size))) continue
    shapes.add(shapeOf(size))
    chosen.add(one)
  }
  for (const one of candidates) if (chosen.size < count) chosen.add(one)
  return candidates.filter(one => chosen.has(one))
}

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
] as const

/** Seconds as a person would type them: 2d, 36h, 90m, 45s. */
export function durationText(seconds: number): string {
  const [unit, size] = units.find(([, size]) => seconds >= size && seconds % size === 0) ?? ['s', 1]
  return `${seconds / size}${unit}`
}

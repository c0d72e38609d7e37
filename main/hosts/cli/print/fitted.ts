import { cut } from './cut.ts'
import { width } from './width.ts'

const gap = 2

/**
 * The rows of a table, with as much cut from the end of long cells as the screen is too narrow for. `mayShrink`: which
 * columns give way, one after the other, and how much of each stays.
 */
export function fitted(
  rows: readonly (readonly string[])[],
  columns: number,
  mayShrink: readonly { column: number; to: number }[],
): string[][] {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, n) => (widths[n] = Math.max(widths[n] ?? 0, width(cell))))
  let tooMuch = widths.reduce((sum, one) => sum + one + gap, -gap) - columns
  for (const { column, to } of mayShrink) {
    const less = Math.max(0, Math.min(tooMuch, (widths[column] ?? 0) - to))
    widths[column] = (widths[column] ?? 0) - less
    tooMuch -= less
  }
  return rows.map(row => row.map((cell, n) => shortened(cell, widths[n] ?? 0)))
}

const shortened = (cell: string, columns: number) =>
  width(cell) <= columns ? cell : `${cut(cell, Math.max(0, columns - 1)).trimEnd()}…`

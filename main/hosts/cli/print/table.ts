import { width } from './width.ts'

type Align = 'left' | 'right'

/** Columns under each other, two spaces apart, no spaces at the end. */
export function table(rows: readonly (readonly string[])[], align: readonly Align[] = []): string[] {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, width(cell))))
  return rows.map(row =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] ?? 0) - width(cell))
        return align[column] === 'right' ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd(),
  )
}

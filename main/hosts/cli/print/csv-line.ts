/** A spreadsheet would run a cell that starts like this as a formula. */
const formula = /^[=+\-@\t\r]/

/** One record of RFC 4180, without its line end. */
export const csvLine = (cells: readonly (string | number)[]): string => cells.map(cellOf).join(',')

function cellOf(cell: string | number): string {
  if (typeof cell === 'number') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

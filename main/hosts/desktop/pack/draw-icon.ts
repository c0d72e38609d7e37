/** How the icon stands on its canvas: `tile` fills it, `mac` keeps the margin that macOS asks of every icon. */
export type IconShape = 'tile' | 'mac'

/** Below this many pixels lines lie on whole pixels and the arrow is a solid one, so that it stays a folder with an arrow. */
const small = 24
/** Apple’s grid: 824 of 1,024. */
const macShare = 824 / 1_024

/** Hotfolder’s icon as a drawing for one size: a folder, and an arrow that leaves it upwards. */
export function drawIcon(size: number, shape: IconShape = 'tile'): string {
  const { folder, arrow } = size < small ? coarse : fine
  const inset = shape === 'mac' ? (32 - 32 * macShare) / 2 : 0
  const place = inset === 0 ? '' : ` transform="translate(${inset} ${inset}) scale(${macShare})"`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">`,
    `<g${place} fill="none" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">`,
    `<rect width="32" height="32" rx="${shape === 'mac' ? 7.2 : 6}" fill="#1d1d1d"/>`,
    `<path d="${folder}" stroke="#e8e8e8"/>`,
    arrow,
    `</g></svg>\n`,
  ].join('')
}

const amber = '#f0a030'
const fine = {
  folder:
    'M6 10.5A2.5 2.5 0 0 1 8.5 8h4.7l2.8 3h7.5A2.5 2.5 0 0 1 26 13.5v9a2.5 2.5 0 0 1-2.5 2.5h-15A2.5 2.5 0 0 1 6 22.5z',
  arrow: `<path d="M16 21.5v-6m-2.8 2.7 2.8-2.8 2.8 2.8" stroke="${amber}"/>`,
}
/** Two units are one pixel of 16. */
const coarse = {
  folder: 'M5 7h8l2 2h12v16h-22z',
  arrow: `<path d="M16 12l6 6h-4v4h-4v-4h-4z" fill="${amber}"/>`,
}

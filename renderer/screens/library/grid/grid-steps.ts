import { type GridRow, type Layout, type Tile, tilesOf } from './justify.ts'

export type GridStep = 'left' | 'right' | 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last'

type PictureRow = GridRow & { kind: 'pictures' }

/** The line in which a picture stands. */
export function rowOf({ rows }: Layout, at: number): number {
  let [low, high] = [0, rows.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const row = rows[middle]
    if (row !== undefined && row.first <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** The first line that is not above this height. */
export function rowAt({ rows }: Layout, top: number): number {
  let [low, high] = [0, rows.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const row = rows[middle]
    if (row !== undefined && row.top + row.height <= top) low = middle + 1
    else high = middle
  }
  return low
}

/** Pure. Where the keyboard goes from one picture; `page`: what is in sight, in pixels. Stays where there is nothing further. */
export function stepFrom(
  layout: Layout,
  proportions: readonly number[],
  count: number,
  at: number,
  step: GridStep,
  page: number,
): number {
  switch (step) {
    case 'left':
      return Math.max(0, at - 1)
    case 'right':
      return Math.min(count - 1, at + 1)
    case 'first':
      return 0
    case 'last':
      return count - 1
    case 'up':
      return across(layout, proportions, at, -1, 0)
    case 'down':
      return across(layout, proportions, at, 1, 0)
    case 'pageUp':
      return across(layout, proportions, at, -1, page)
    case 'pageDown':
      return across(layout, proportions, at, 1, page)
    default:
      return step satisfies never
  }
}

/** The picture nearest below or above, at least so far away where there is one. */
function across(layout: Layout, proportions: readonly number[], at: number, by: 1 | -1, distance: number): number {
  const { rows, wish } = layout
  const from = rows[rowOf(layout, at)]
  if (from?.kind !== 'pictures') return at
  let found: PictureRow | null = null
  for (let row = rowOf(layout, at) + by; row >= 0 && row < rows.length; row += by) {
    const next = rows[row]
    if (next?.kind !== 'pictures') continue
    found = next
    if (Math.abs(next.top - from.top) >= distance) break
  }
  if (found === null) return at
  const here = tilesOf(from, proportions, wish).find(tile => tile.at === at)
  return here === undefined ? at : nearest(tilesOf(found, proportions, wish), here)
}

const middleOf = ({ left, width }: Tile) => left + width / 2

function nearest(tiles: readonly Tile[], to: Tile): number {
  const wanted = middleOf(to)
  const off = (tile: Tile) => Math.abs(middleOf(tile) - wanted)
  return tiles.reduce((best, tile) => (off(tile) < off(best) ? tile : best), tiles[0] ?? to).at
}

export type Box = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

/** Pure. The pictures a box touches. */
export function picturesIn(layout: Layout, proportions: readonly number[], box: Box): number[] {
  const found: number[] = []
  for (let at = rowAt(layout, box.top); at < layout.rows.length; at += 1) {
    const row = layout.rows[at]
    if (row === undefined || row.top > box.bottom) break
    if (row.kind !== 'pictures' || row.top + row.pictureHeight < box.top) continue
    for (const tile of tilesOf(row, proportions, layout.wish))
      if (tile.left <= box.right && tile.left + tile.width >= box.left) found.push(tile.at)
  }
  return found
}

/** One line of the grid: a day's heading, or pictures of one height side by side. `height` is all the line takes. */
export type GridRow =
  | {
      readonly kind: 'day'
      readonly first: number
      readonly count: number
      readonly top: number
      readonly height: number
    }
  | {
      readonly kind: 'pictures'
      readonly first: number
      readonly count: number
      readonly top: number
      readonly height: number
      readonly pictureHeight: number
    }

/** Pictures that belong together, in order; `isHeaded`: with a heading above. */
export type GridGroup = { readonly first: number; readonly count: number; readonly isHeaded: boolean }

/** In pixels. `below`: what stands under each picture, and the distance to the next row. */
export type GridWish = {
  readonly width: number
  readonly rowHeight: number
  readonly gap: number
  readonly below: number
  readonly heading: number
}

export type Layout = { readonly rows: readonly GridRow[]; readonly height: number; readonly wish: GridWish }

/** Assumed of a picture nobody has seen: most are so. */
export const usualProportion = 1.5
/** What is longer or slimmer stands within these, whole, with room beside it. */
export const leastProportion = 0.3
export const mostProportion = 12
/** A row may be so much higher than wished for, to fill its width. */
export const mostStretch = 1.3

export const shownProportion = (proportion: number | undefined): number =>
  proportion === undefined || proportion <= 0
    ? usualProportion
    : Math.min(mostProportion, Math.max(leastProportion, proportion))

/** Pure. Rows that fill the width, each picture whole and in its shape; the last row of a group keeps the height that was wished for. */
export function justify(proportions: readonly number[], groups: readonly GridGroup[], wish: GridWish): Layout {
  const rows: GridRow[] = []
  let top = 0
  const add = (first: number, count: number, pictureHeight: number) => {
    const height = pictureHeight + wish.below
    rows.push({ kind: 'pictures', first, count, top, height, pictureHeight })
    top += height
  }
  for (const { first, count, isHeaded } of groups) {
    if (isHeaded) {
      rows.push({ kind: 'day', first, count, top, height: wish.heading })
      top += wish.heading
    }
    let begun = first
    let sum = 0
    for (let at = first; at < first + count; at += 1) {
      const proportion = shownProportion(proportions[at])
      const heightWith = heightOf(sum + proportion, at - begun + 1, wish)
      if (heightWith > wish.rowHeight) {
        sum += proportion
        continue
      }
      const heightWithout = at === begun ? Infinity : heightOf(sum, at - begun, wish)
      const isNearerWithout = heightWithout - wish.rowHeight < wish.rowHeight - heightWith
      if (isNearerWithout && heightWithout <= wish.rowHeight * mostStretch) {
        add(begun, at - begun, heightWithout)
        begun = at
        // Alone it may be wide enough already.
        const alone = heightOf(proportion, 1, wish)
        if (alone > wish.rowHeight) sum = proportion
        else {
          add(at, 1, alone)
          begun = at + 1
          sum = 0
        }
      } else {
        add(begun, at - begun + 1, heightWith)
        begun = at + 1
        sum = 0
      }
    }
    if (begun < first + count) add(begun, first + count - begun, wish.rowHeight)
  }
  return { rows, height: top, wish }
}

/** The height at which so many pictures fill the width. */
const heightOf = (sum: number, count: number, { width, gap }: GridWish) =>
  Math.max(1, (width - gap * (count - 1)) / sum)

export type Tile = { readonly at: number; readonly left: number; readonly width: number }

/** Where the pictures of a row stand. Edges lie on whole pixels, the last one on the edge of the grid. */
export function tilesOf(
  row: GridRow & { kind: 'pictures' },
  proportions: readonly number[],
  { gap }: GridWish,
): Tile[] {
  const tiles: Tile[] = []
  let edge = 0
  for (let at = row.first; at < row.first + row.count; at += 1) {
    const left = Math.round(edge)
    edge += shownProportion(proportions[at]) * row.pictureHeight
    tiles.push({ at, left, width: Math.round(edge) - left })
    edge += gap
  }
  return tiles
}

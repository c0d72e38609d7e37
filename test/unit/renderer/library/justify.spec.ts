import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayGroups } from '../../../../renderer/screens/library/grid/day-groups.ts'
import {
  type GridGroup,
  type GridRow,
  justify,
  leastProportion,
  mostProportion,
  mostStretch,
  tilesOf,
} from '../../../../renderer/screens/library/grid/justify.ts'

const aWish = fc.record({
  width: fc.integer({ min: 200, max: 3_000 }),
  rowHeight: fc.integer({ min: 90, max: 360 }),
  gap: fc.constant(8),
  below: fc.constant(34),
  heading: fc.constant(40),
})
const proportion = fc.oneof(fc.double({ min: leastProportion, max: mostProportion, noNaN: true }), fc.constant(1.5))
/** Groups of some pictures each. */
const aShoot = fc.array(fc.array(proportion, { minLength: 1, maxLength: 40 }), { maxLength: 8 }).map(days => {
  const groups: GridGroup[] = []
  for (const day of days) {
    const first = groups.reduce((sum, { count }) => sum + count, 0)
    groups.push({ first, count: day.length, isHeaded: true })
  }
  return { proportions: days.flat(), groups }
})
const picturesOf = (rows: readonly GridRow[]) => rows.flatMap(row => (row.kind === 'pictures' ? [row] : []))

describe('the justified grid', () => {
  it('shows every picture exactly once, in order', () => {
    fc.assert(
      fc.property(aShoot, aWish, ({ proportions, groups }, wish) => {
        const { rows } = justify(proportions, groups, wish)

        const shown = picturesOf(rows).flatMap(row => tilesOf(row, proportions, wish).map(tile => tile.at))

        expect(shown).toEqual(proportions.map((_, at) => at))
      }),
    )
  })

  it('keeps the proportion of each, to a pixel', () => {
    fc.assert(
      fc.property(aShoot, aWish, ({ proportions, groups }, wish) => {
        for (const row of picturesOf(justify(proportions, groups, wish).rows))
          for (const { at, width } of tilesOf(row, proportions, wish))
            expect(Math.abs(width - (proportions[at] ?? 0) * row.pictureHeight)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('fills the width with every row but the last of a day, and is never wider nor much higher than wished for', () => {
    fc.assert(
      fc.property(aShoot, aWish, ({ proportions, groups }, wish) => {
        const ends = new Set(groups.map(({ first, count }) => first + count))
        for (const row of picturesOf(justify(proportions, groups, wish).rows)) {
          const last = tilesOf(row, proportions, wish).at(-1)
          const edge = (last?.left ?? 0) + (last?.width ?? 0)
          expect(edge).toBeLessThanOrEqual(wish.width)
          expect(row.pictureHeight).toBeLessThanOrEqual(wish.rowHeight * mostStretch)
          if (!ends.has(row.first + row.count)) expect(edge).toBe(wish.width)
        }
      }),
    )
  })

  it('puts the lines under each other without a hole', () => {
    fc.assert(
      fc.property(aShoot, aWish, ({ proportions, groups }, wish) => {
        const { rows, height } = justify(proportions, groups, wish)

        let top = 0
        for (const row of rows) {
          expect(row.top).toBeCloseTo(top, 3)
          top += row.height
        }
        expect(height).toBeCloseTo(top, 3)
      }),
    )
  })

  it('takes a picture nobody has seen for one of 3:2, and gives what is extreme room to stand whole', () => {
    const wish = { width: 2_000, rowHeight: 100, gap: 0, below: 0, heading: 0 }

    const { rows } = justify([0, 0.01, 50], [{ first: 0, count: 3, isHeaded: false }], wish)
    const widths = picturesOf(rows).flatMap(row => tilesOf(row, [0, 0.01, 50], wish).map(tile => tile.width))

    expect(widths).toEqual([150, 30, 1_200])
  })
})

describe('days', () => {
  it('begin at midnight of this computer, whichever way time goes', () => {
    const at = (day: number, hour: number) => new Date(2026, 2, day, hour, 30).getTime()
    const times = [at(30, 1), at(29, 23), at(29, 0), at(28, 12)]

    const newest = dayGroups(times, 4)
    const oldest = dayGroups(times.toReversed(), 4)

    expect(newest.map(({ first, count }) => [first, count])).toEqual([
      [0, 1],
      [1, 2],
      [3, 1],
    ])
    expect(oldest.map(({ count }) => count)).toEqual([1, 2, 1])
  })

  it('are not told where pictures are sorted otherwise', () => {
    expect(dayGroups(null, 3)).toEqual([{ first: 0, count: 3, isHeaded: false }])
    expect(dayGroups(null, 0)).toEqual([])
    expect(dayGroups([], 0)).toEqual([])
  })
})

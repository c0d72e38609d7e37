import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GridStep, picturesIn, rowOf, stepFrom } from '../../../../renderer/screens/library/grid/grid-steps.ts'
import { justify, tilesOf } from '../../../../renderer/screens/library/grid/justify.ts'

const wish = { width: 400, rowHeight: 100, gap: 0, below: 20, heading: 30 }

/** Two days: rows of four squares, four squares, one; then a wide one alone and two squares. */
const proportions = [...Array<number>(9).fill(1), 4, 1, 1]
const layout = justify(
  proportions,
  [
    { first: 0, count: 9, isHeaded: true },
    { first: 9, count: 3, isHeaded: true },
  ],
  wish,
)
const go = (at: number, step: GridStep, page = 300) => stepFrom(layout, proportions, proportions.length, at, step, page)

describe('the keyboard in the grid', () => {
  it('goes left and right through all of it, and stays at the ends', () => {
    expect([go(3, 'right'), go(4, 'left'), go(0, 'left'), go(11, 'right')]).toEqual([4, 3, 0, 11])
  })

  it('goes up and down to what is nearest, over headings and uneven rows', () => {
    expect([go(1, 'down'), go(6, 'up')]).toEqual([5, 2])
    expect([go(7, 'down'), go(8, 'down'), go(9, 'down'), go(9, 'up')]).toEqual([8, 9, 11, 8])
    expect([go(2, 'up'), go(10, 'down')]).toEqual([2, 10])
  })

  it('goes by what is in sight, and to both ends', () => {
    expect([go(1, 'pageDown', 200), go(1, 'pageDown', 9_999), go(11, 'pageUp', 9_999)]).toEqual([8, 11, 1])
    expect([go(5, 'first'), go(5, 'last')]).toEqual([0, 11])
  })

  it('never leaves the grid, and down then up comes back to the same row', () => {
    const steps: GridStep[] = ['left', 'right', 'up', 'down', 'pageUp', 'pageDown', 'first', 'last']
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.3, max: 12, noNaN: true }), { minLength: 1, maxLength: 80 }),
        fc.nat(),
        fc.constantFrom(...steps),
        (shapes, where, step) => {
          const grid = justify(shapes, [{ first: 0, count: shapes.length, isHeaded: true }], wish)
          const at = where % shapes.length

          const there = stepFrom(grid, shapes, shapes.length, at, step, 250)
          const down = stepFrom(grid, shapes, shapes.length, at, 'down', 0)
          const back = stepFrom(grid, shapes, shapes.length, down, 'up', 0)

          expect(there >= 0 && there < shapes.length).toBe(true)
          if (down !== at) expect(rowOf(grid, back)).toBe(rowOf(grid, at))
        },
      ),
    )
  })
})

describe('a box drawn over the grid', () => {
  it('takes what it touches: pictures, not the lines under them and not headings', () => {
    expect(picturesIn(layout, proportions, { left: 150, right: 250, top: 60, bottom: 100 })).toEqual([1, 2])
    expect(picturesIn(layout, proportions, { left: 350, right: 390, top: 60, bottom: 200 })).toEqual([3, 7])
    expect(picturesIn(layout, proportions, { left: 0, right: 400, top: 132, bottom: 140 })).toEqual([])
    expect(picturesIn(layout, proportions, { left: 0, right: 400, top: 0, bottom: 20 })).toEqual([])
  })

  it('takes the same pictures as looking at each of them', () => {
    fc.assert(
      fc.property(
        fc.record({ left: fc.nat(400), top: fc.nat(800), across: fc.nat(400), down: fc.nat(800) }),
        ({ left, top, across, down }) => {
          const box = { left, top, right: left + across, bottom: top + down }

          const each = layout.rows.flatMap(row =>
            row.kind === 'pictures' && row.top <= box.bottom && row.top + row.pictureHeight >= box.top
              ? tilesOf(row, proportions, wish)
                  .filter(tile => tile.left <= box.right && tile.left + tile.width >= box.left)
                  .map(tile => tile.at)
              : [],
          )

          expect(picturesIn(layout, proportions, box)).toEqual(each)
        },
      ),
    )
  })
})

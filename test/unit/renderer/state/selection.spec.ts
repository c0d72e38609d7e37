import { describe, expect, it } from 'vitest'
import { choose, chooseAll, nothingSelected, type Selection, step } from '../../../../renderer/state/selection.ts'

const order = ['a', 'b', 'c', 'd', 'e']
const plain = { range: false, toggle: false }
const shift = { range: true, toggle: false }
const ctrl = { range: false, toggle: true }
const chosen = (selection: Selection) => [...selection.ids].toSorted().join('')

describe('selecting', () => {
  it('by a click takes one and lets the others go', () => {
    const two = choose(order, choose(order, nothingSelected, 'a', plain), 'c', plain)

    expect(chosen(two)).toBe('c')
  })

  it('with Ctrl adds one, and takes it back', () => {
    const two = choose(order, choose(order, nothingSelected, 'a', plain), 'c', ctrl)

    expect(chosen(two)).toBe('ac')
    expect(chosen(choose(order, two, 'a', ctrl))).toBe('c')
  })

  it('with Shift takes all from where it began, in either direction, however often it is changed', () => {
    const down = choose(order, choose(order, nothingSelected, 'c', plain), 'e', shift)
    const up = choose(order, down, 'a', shift)

    expect(chosen(down)).toBe('cde')
    expect(chosen(up)).toBe('abc')
  })

  it('by the arrows begins at an end, and stops at the other', () => {
    const first = step(order, nothingSelected, 1, false)
    const last = step(order, nothingSelected, -1, false)

    expect(first.focus).toBe('a')
    expect(last.focus).toBe('e')
    expect(step(order, last, 1, false).focus).toBe('e')
    expect(step(order, first, Infinity, false).focus).toBe('e')
  })

  it('by Home and End goes to the first and the last, also where nothing had the keyboard', () => {
    const middle = choose(order, nothingSelected, 'c', plain)

    expect(step(order, middle, -Infinity, false).focus).toBe('a')
    expect(step(order, middle, Infinity, false).focus).toBe('e')
    expect(step(order, nothingSelected, -Infinity, false).focus).toBe('a')
    expect(step(order, nothingSelected, Infinity, false).focus).toBe('e')
  })

  it('by the arrows goes on from where a photo stood that has left the list, whatever else left with it', () => {
    const on = choose(order, nothingSelected, 'c', plain)

    expect(step(['a', 'b', 'd', 'e'], on, 1, false, order).focus).toBe('d')
    expect(step(['a', 'b', 'd', 'e'], on, -1, false, order).focus).toBe('b')
    expect(step(['new', 'a', 'e'], on, 1, false, order).focus).toBe('e')
    expect(step(['new', 'a', 'e'], on, -1, false, order).focus).toBe('a')
    expect(step(['a', 'b'], on, 1, false, order).focus).toBe('b')
    expect(step(['d', 'e'], on, -1, false, order).focus).toBe('d')
    expect(chosen(step(['a', 'b', 'd', 'e'], on, 1, true, order))).toBe('d')
    expect(step(['a', 'b', 'd', 'e'], on, Infinity, false, order).focus).toBe('e')
  })

  it('by the arrows begins at an end where nobody knows where it stood', () => {
    const lost = choose(order, nothingSelected, 'x', plain)

    expect(step(order, lost, 1, false).focus).toBe('a')
    expect(step(order, lost, -1, false).focus).toBe('e')
  })

  it('by the arrows with Shift grows and shrinks', () => {
    const one = choose(order, nothingSelected, 'b', plain)
    const three = step(order, step(order, one, 1, true), 1, true)

    expect(chosen(three)).toBe('bcd')
    expect(chosen(step(order, three, -1, true))).toBe('bc')
  })

  it('begins anew from where the anchor is gone from the list', () => {
    const lost = choose(order, nothingSelected, 'x', plain)

    expect(chosen(choose(order, lost, 'd', shift))).toBe('d')
  })

  it('takes all at once', () => {
    expect(chosen(chooseAll(order, nothingSelected))).toBe('abcde')
  })

  it('stays as it is where there is nothing', () => {
    expect(step([], nothingSelected, 1, false)).toBe(nothingSelected)
  })
})

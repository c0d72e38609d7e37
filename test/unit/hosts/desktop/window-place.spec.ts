import { describe, expect, it } from 'vitest'
import { placeWindow } from '../../../../main/hosts/desktop/window-place.ts'

const screens = [
  { x: 0, y: 0, width: 1_920, height: 1_080 },
  { x: 1_920, y: 0, width: 2_560, height: 1_440 },
]
const at = (x: number, y: number, width = 1_200, height = 800) => ({
  bounds: { x, y, width, height },
  isMaximized: false,
})

describe('the window', () => {
  it('opens where it stood, on any screen that is there', () => {
    expect(placeWindow(at(2_000, 100), screens)).toEqual({ x: 2_000, y: 100, width: 1_200, height: 800 })
  })

  it('keeps its size, and no more, when its screen is gone or its title could not be reached', () => {
    for (const kept of [at(2_000, 100), at(-1_150, 100), at(100, -50), at(100, 1_070)])
      expect(placeWindow(kept, [{ x: 0, y: 0, width: 1_920, height: 1_080 }])).toEqual({ width: 1_200, height: 800 })
  })

  it('is never smaller than its page, nor larger than its screen', () => {
    expect(placeWindow(at(0, 0, 10, 10), screens)).toMatchObject({ width: 900, height: 560 })
    expect(placeWindow(at(0, 0, 9_000, 9_000), screens)).toMatchObject({ width: 1_920, height: 1_080 })
  })
})

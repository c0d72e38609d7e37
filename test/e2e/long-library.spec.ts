import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { heapOf } from '../support/heap-of.ts'
import { seedLibrary } from '../support/seed-library.ts'
import { aWindow, type Window } from './a-window.ts'

const images = 2_000

/** The library of an account with two thousand images, the keyboard on the second of them. */
async function aLongLibrary(): Promise<Window> {
  const window = await aWindow({ seed: desk => seedLibrary(desk.at(), { images }) })
  await window.ask('syncLibrary', {})
  const { page } = window
  // An account with images on it needs no welcome.
  await page.reload()
  await page.getByRole('tab', { name: /Waiting/ }).waitFor()
  await page.keyboard.press('3')
  await page.getByText('2,000 images', { exact: true }).waitFor()
  await page.locator('[data-at="0"]').click()
  await page.keyboard.press('ArrowRight')
  await page.locator('[data-at="1"]:focus').waitFor()
  return window
}

/** By wheel as far as it goes. */
async function wheelToTheEnd(page: Page): Promise<void> {
  const grid = page.getByRole('grid')
  await grid.hover()
  for (;;) {
    const left = await grid.evaluate(node => {
      const { promise, resolve } = Promise.withResolvers<number>()
      requestAnimationFrame(() => resolve(node.scrollHeight - node.clientHeight - node.scrollTop))
      return promise
    })
    if (left <= 1) return
    await page.mouse.wheel(0, 4_000)
  }
}

describe('a library of two thousand images', { timeout: 120_000 }, () => {
  it('keeps the keyboard where it was, however far the wheel went, and comes back to it', async () => {
    await using window = await aLongLibrary()
    const { page } = window

    await wheelToTheEnd(page)
    await page.keyboard.press('ArrowRight')

    await page.locator('[data-at="2"][aria-selected="true"]:focus').waitFor()
    expect(await page.getByRole('grid').evaluate(grid => grid.scrollTop)).toBeLessThan(100)
    expect(window.complaints).toEqual([])
  })

  it('keeps the keyboard while rows get another height', async () => {
    await using window = await aLongLibrary()
    const { page } = window
    const height = () => page.locator('[data-at="1"]').evaluate(tile => tile.clientHeight)
    const before = await height()

    await window.ask('changePreferences', { gridHeight: 240 })
    await expect.poll(height).toBeGreaterThan(before + 30)
    await page.locator('[data-at="1"]:focus').waitFor()
    await page.keyboard.press('End')

    await page.locator(`[data-at="${images - 1}"][aria-selected="true"]:focus`).waitFor()
  })

  it('forgets pictures that were scrolled away before they came', async () => {
    await using window = await aLongLibrary()
    const { page } = window
    const before = await heapOf(page)
    await page.route('**/photos/library/**', () => {})

    await wheelToTheEnd(page)

    // Each picture has seven, and about a thousand were drawn on the way.
    expect((await heapOf(page)).nodes).toBeLessThan(before.nodes + 1_000)
  })
})

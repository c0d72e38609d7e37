import type { Page } from 'playwright-core'

type Place = { top: number; end: number }

/** Where the list in sight is scrolled to. `end`: as far as it goes by now; it grows while it is read. */
function placeOf(page: Page): Promise<Place> {
  return page.evaluate(() => {
    const grid = document.querySelector('[role="grid"]')
    const candidates = grid === null ? [] : [grid, ...grid.querySelectorAll('*')]
    for (let above = grid?.parentElement ?? null; above !== null; above = above.parentElement) candidates.push(above)
    const scroller = candidates.find(
      one => one.scrollHeight > one.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(one).overflowY),
    )
    if (scroller === undefined) throw new Error('nothing here can be scrolled')
    return { top: scroller.scrollTop, end: scroller.scrollHeight - scroller.clientHeight }
  })
}

/** By wheel from the top to the very end, then by keys: back up page by page for a while, to the end and to the top. */
export async function scrollThrough(page: Page): Promise<void> {
  const box = await page.locator('[role="grid"]').boundingBox()
  if (box === null) throw new Error('the list is not in sight')
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(box.height, 600) / 2)
  for (let quiet = 0; quiet < 40;) {
    const { top, end } = await placeOf(page)
    // At the end the next part may still be on its way.
    quiet = top >= end - 2 ? quiet + 1 : 0
    await page.mouse.wheel(0, 2_500)
  }
  for (const key of ['PageUp', 'PageDown', 'ArrowUp', 'ArrowDown'])
    for (let times = 0; times < 40; times += 1) await page.keyboard.press(key)
  for (const [key, isThere] of [
    ['Home', ({ top }: Place) => top <= 60],
    ['End', ({ top, end }: Place) => top >= end - 60],
    ['Home', ({ top }: Place) => top <= 60],
  ] as const) {
    await page.keyboard.press(key)
    // Keys that go nowhere would be the fastest of all.
    for (const until = performance.now() + 10_000; !isThere(await placeOf(page));)
      if (performance.now() > until) throw new Error(`${key} did not bring the list to its end`)
  }
}

/** Up and down by wheel for so long, as somebody does who looks for one photo. */
export async function scrollAround(page: Page, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1_000
  for (let turn = 0; performance.now() < until; turn += 1) await page.mouse.wheel(0, turn % 40 < 24 ? 700 : -700)
}

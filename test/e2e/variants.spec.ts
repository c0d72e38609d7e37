import { describe, expect, it } from 'vitest'
import sharp from 'sharp'
import { type Window, aWindow, dropOn } from './a-window.ts'
import { photographs } from './photographs.ts'

/** A window on the variants, with so many photos of several shapes on the account. */
async function withPhotos(window: Window, count: number): Promise<void> {
  const { page } = window
  await page.getByRole('button', { name: 'Try it on this computer' }).click()
  await page.keyboard.press('Escape')
  if (count > 0) {
    await dropOn(page, await photographs(count))
    await page.getByRole('button', { name: `Send ${count}` }).click()
    await expect
      .poll(async () => (await window.ask('snapshot', {})).queue.counts.delivered, { timeout: 60_000 })
      .toBe(count)
  }
  await page.keyboard.press('4')
  await page.getByRole('heading', { name: 'Variants' }).waitFor()
}

describe('look', { timeout: 180_000 }, () => {
  it('is seen', async () => {
    await using window = await aWindow()
    const { page } = window
    await withPhotos(window, 6)
    await page.getByRole('gridcell').nth(3).waitFor()
    await page.waitForTimeout(3000)
    await window.inspect('variants')
    await page.keyboard.press('v')
    await page.getByLabel('Name').fill('thumb')
    await page.getByLabel('Width').fill('300')
    await page.getByLabel('Height').fill('300')
    await page.getByRole('radio', { name: 'Cover' }).click()
    await page.waitForTimeout(3000)
    await page.getByRole('gridcell').nth(0).hover()
    await window.inspect('variants-editing')
    void sharp
    expect(window.complaints).toEqual([])
  })
})

import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aWindow, dropOn, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

/** Scrolled to, it lies wholly within the window, and nothing covers its middle. */
async function canBeReached({ page }: Window, control: Locator): Promise<void> {
  await control.scrollIntoViewIfNeeded()
  const box = await control.boundingBox()
  const size = page.viewportSize()
  if (box === null || size === null) throw new Error('it is not drawn')
  const isInside = box.x >= 0 && box.y >= 0 && box.x + box.width <= size.width && box.y + box.height <= size.height
  expect(isInside, `${String(control)} at ${JSON.stringify(box)}`).toBe(true)
  await control.click({ trial: true })
}

describe('a window at 200 %', { timeout: 150_000 }, () => {
  it('leaves everything within reach: the welcome, the queue, the sheet, the folders', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    const named = (role: 'button' | 'tab' | 'combobox' | 'searchbox', name: string | RegExp) =>
      canBeReached(window, page.getByRole(role, { name }).first())
    await page.setViewportSize({ width: 640, height: 400 })
    await named('button', 'Try it on this computer')
    await named('button', 'Connect Cloudflare')
    await window.inspect('welcome-zoomed')
    await page.getByRole('button', { name: 'Connect Cloudflare' }).click()
    await named('button', 'Connect and check')
    await page.keyboard.press('Escape')

    await dropOn(page, await photographs(8))
    await page.getByRole('button', { name: 'Send 8' }).waitFor()
    for (const name of ['Send 8', 'Decide later', 'Send nothing', 'Creator and tags', '8 ready'])
      await named('button', name)
    await window.inspect('preflight-zoomed')
    await window.ask('pauseQueue', {})
    await page.getByRole('button', { name: 'Send 8' }).click()

    for (const name of ['Now', 'Waiting 8', 'Held', 'Failed', 'Delivered']) await named('tab', new RegExp(name))
    await named('searchbox', 'Filter by name')
    await named('button', 'More filters')
    for (const name of ['Find a command', 'Resume all', 'Add photos', 'Show or hide details', 'Limits'])
      await named('button', new RegExp(name))
    for (const name of ['Queue', 'Folders', 'Library', 'Variants', 'Settings']) await named('button', name)
    await page.getByRole('tab', { name: 'Waiting 8' }).click()
    await page.getByRole('row', { name: /_HF_/ }).first().click()
    for (const name of ['Send first', 'Cancel']) await named('button', name)
    await window.inspect('queue-selected-zoomed')
    await page.keyboard.press('i')
    await canBeReached(window, page.getByRole('region', { name: 'Details' }).getByText('SHA-256'))
    await page.keyboard.press('Escape')

    await window.ask('addFolder', { path: `${desk.photos}/Export` })
    await page.keyboard.press('2')
    await page.getByRole('main').getByRole('button', { name: 'Settings' }).click()
    await canBeReached(window, page.getByLabel('Tags'))
    await named('button', 'Save')
    await window.inspect('folders-zoomed')
    expect(window.complaints).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { aWindow, dropOn, host } from './a-window.ts'
import { photographs } from './photographs.ts'

describe('an engine that is killed', { timeout: 180_000 }, () => {
  it('is missed by the page, stays paused when it is back, and goes on where it was', async () => {
    await using window = await aWindow()
    const { page } = window
    await window.ask('setLimits', { bytesPerSecond: 100_000, concurrency: 2 })
    await dropOn(page, await photographs(16))
    await page.getByRole('button', { name: 'Send 16' }).click()
    await page
      .getByRole('row')
      .getByText(/^Sending/)
      .first()
      .waitFor()
    await page.getByRole('tab', { name: /^Delivered [1-9]/ }).waitFor()

    await page.keyboard.press('p')
    await page.getByRole('button', { name: 'Resume all' }).waitFor()
    await window.kill()
    // The window of the desktop ends with it.
    if (host === 'web') await page.getByRole('alert').getByText('Hotfolder does not answer').waitFor()
    await window.restart()

    await window.page.getByRole('button', { name: 'Resume all' }).waitFor()
    expect((await window.ask('snapshot', {})).queue.counts.delivered).toBeLessThan(16)
    await window.ask('setLimits', { bytesPerSecond: null })
    await window.page.keyboard.press('p')
    await window.page.getByRole('tab', { name: 'Delivered 16' }).waitFor()

    expect((await window.ask('listImages', {})).images).toHaveLength(16)
    expect(window.complaints).toEqual([])
  })

  it('leaves a page of before with one sentence, not with a screen that lies', async ({ skip }) => {
    skip(host === 'desktop', 'a page of the desktop goes on with the engine that is started anew')
    await using window = await aWindow({ port: 'fixed' })
    const { page } = window
    await page.getByRole('heading', { name: 'From your folder to working links' }).waitFor()

    await window.kill()
    await window.restartUnseen()

    await page.getByRole('heading', { name: 'Hotfolder was started anew' }).waitFor()
  })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { putImages } from '../scenarios/cli/put-image.ts'
import { aStudio } from './a-studio.ts'
import { aWindow } from './a-window.ts'
import { photographs } from './photographs.ts'

/** Reloads the page, and stays where the browser asks: true where it did. */
async function asksBeforeReload(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog', { timeout: 3_000 }).then(
    async dialog => {
      const isLeaving = dialog.type() === 'beforeunload'
      await dialog.dismiss()
      return isLeaving
    },
    () => false,
  )
  // What stays is never loaded anew.
  void page.evaluate(() => location.reload()).catch(() => {})
  return asked
}

describe('leaving the page', { timeout: 120_000 }, () => {
  it('is asked about while many images are changed, and not once that is done', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    await putImages(studio.cloud, 12)
    await ask('syncLibrary', {})
    await page.keyboard.press('1')
    await page.keyboard.press('3')
    await studio.choose('photo 3.jpg')
    await page.keyboard.press('Control+a')
    await page.getByText('12 images selected').first().waitFor()
    studio.cloud.faults.set([{ kind: 'latency', ms: 1_000 }])
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: /^Delete 12 images/ }).click()

    const whileBusy = await asksBeforeReload(page)
    studio.cloud.faults.set([])
    await expect.poll(async () => (await ask('sumLibrary', {})).total, { timeout: 60_000 }).toBe(0)
    await page.getByRole('status').filter({ hasText: '12 images deleted' }).waitFor()
    // An account is asked how much it holds every 15 s, and may break off once.
    await page.getByRole('contentinfo').getByText('0 of 100,000 images').waitFor({ timeout: 45_000 })

    expect(whileBusy).toBe(true)
    expect(await asksBeforeReload(page)).toBe(false)
  })

  it('and coming back does not welcome anew who has images, though the queue knows of none', async () => {
    await using window = await aWindow()
    const { page } = window
    await page.getByRole('heading', { name: 'From your folder' }).waitFor()
    const [photo] = await photographs(1)
    if (photo === undefined) throw new Error('one was asked for')
    const path = join(window.desk.photos, photo.name)
    writeFileSync(path, photo.bytes)
    await window.ask('createImage', { from: { kind: 'file', path } })
    await window.ask('syncLibrary', {})

    await page.reload()

    await page.getByRole('button', { name: 'Library', exact: true }).waitFor()
    expect(await page.getByRole('heading', { name: 'From your folder' }).count()).toBe(0)
    expect(window.complaints).toEqual([])
  })
})

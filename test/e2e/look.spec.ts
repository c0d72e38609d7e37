import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'
import { aWindow, dropOn } from './a-window.ts'
import { photographs } from './photographs.ts'

describe('look', { timeout: 120_000 }, () => {
  it('looks', async () => {
    await using window = await aWindow()
    const { page, desk } = window
    await page.getByRole('heading', { name: 'From your folder' }).waitFor()
    await page.screenshot({ path: 'test-results/screens/w0.png' })
    mkdirSync(join(desk.photos, 'Weddings'))
    mkdirSync(join(desk.photos, 'Studio'))
    for (const photo of await photographs(8, 100)) writeFileSync(join(desk.photos, 'Weddings', photo.name), photo.bytes)
    await page.getByRole('button', { name: 'Try it on this computer' }).click()
    await page.getByRole('button', { name: 'Watch Weddings' }).waitFor()
    await page.screenshot({ path: 'test-results/screens/w1.png' })
    await page.getByRole('button', { name: 'Watch Weddings' }).click()
    await page.waitForTimeout(4000)
    await page.getByText('Settings').last().click()
    await page.screenshot({ path: 'test-results/screens/w2.png' })
    await page.keyboard.press('1')
    await dropOn(page, [
      ...(await photographs(20)),
      { name: 'bad.jpg', bytes: Buffer.from('nothing') },
      { name: 'half.jpg', bytes: (await photographs(1))[0]!.bytes.subarray(0, 9000) },
    ])
    await page.waitForTimeout(2500)
    await page.screenshot({ path: 'test-results/screens/w3.png' })
    await page.getByRole('button', { name: 'Send 20' }).click()
    await page.waitForTimeout(300)
    await page.screenshot({ path: 'test-results/screens/w6.png' })
    await page.waitForTimeout(5000)
    await page.getByRole('tab', { name: 'Delivered' }).click()
    await page.getByRole('row').nth(2).click()
    await page.waitForTimeout(1000)
    await page.screenshot({ path: 'test-results/screens/w4.png' })
    await page.getByRole('tab', { name: 'Held' }).click()
    await page.waitForTimeout(600)
    await page.getByRole('row').nth(2).click()
    await page.waitForTimeout(500)
    await page.screenshot({ path: 'test-results/screens/w5.png' })
    console.log(window.complaints)
  })
})

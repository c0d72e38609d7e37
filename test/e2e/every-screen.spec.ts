import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { padPhoto } from '../fixtures/pad-photo.ts'
import { aWindow, dropOn, host } from './a-window.ts'
import { photographs } from './photographs.ts'

/** Pictures of all go to test-results/screens, for people to look at. */
describe('every screen, in both themes', { timeout: 240_000 }, () => {
  it('is drawn without a fault axe could find: the first steps', async () => {
    await using window = await aWindow({ folders: ['Export', 'Weddings', 'Studio'] })
    const { page } = window
    await page.getByRole('heading', { name: 'From your folder' }).waitFor()
    await window.inspect('welcome')

    await page.getByRole('button', { name: 'Connect Cloudflare' }).click()
    await window.inspect('connect')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Try it on this computer' }).click()
    if (host === 'web') {
      await page.getByRole('button', { name: 'Watch Export' }).waitFor()
      await window.inspect('picker')
    }
    await page.keyboard.press('Escape')
    await window.inspect('folders-empty')
    await page.keyboard.press('1')
    await window.inspect('queue-empty')
    expect(window.complaints).toEqual([])
  })

  it('is drawn without a fault axe could find: a busy day', async () => {
    await using window = await aWindow({ folders: ['Export', 'Weddings'] })
    const { page, desk } = window
    for (const { name, bytes } of await photographs(8, 200)) desk.file(join('Weddings', name), bytes)
    for (const name of ['Weddings', 'Export']) await window.ask('addFolder', { path: join(desk.photos, name) })
    await page.getByRole('tab', { name: 'Delivered 8' }).waitFor()
    await window.ask('setLimits', { bytesPerSecond: 100_000, concurrency: 4 })
    const [half, large] = await photographs(2, 300)
    if (half === undefined || large === undefined) throw new Error('two were asked for')
    const bad = [
      { name: 'half.jpg', bytes: half.bytes.subarray(0, half.bytes.length >> 1) },
      { name: 'large.jpg', bytes: padPhoto(large.bytes, 'jpeg', 10_500_000, 1) },
      { name: 'notes.jpg', bytes: Buffer.from('Film, batteries, lens cloth.\n') },
    ]
    await dropOn(page, [...(await photographs(24)), ...bad])
    await page.getByRole('button', { name: 'Send 24' }).waitFor()
    await page.getByText('24 ready').click()
    await window.inspect('preflight')
    await page.getByRole('button', { name: 'Send 24' }).click()
    await page
      .getByRole('row')
      .getByText(/^Sending [1-9]/)
      .first()
      .waitFor()
    await page
      .getByText(/ left$/)
      .first()
      .waitFor()
    await page
      .getByRole('row', { name: /Sending/ })
      .first()
      .click()
    await window.inspect('queue-now')

    await page.keyboard.press('p')
    await page.getByRole('tab', { name: /^Waiting/ }).click()
    await page.getByRole('row').nth(3).click()
    await page
      .getByRole('row')
      .nth(5)
      .click({ modifiers: ['Shift'] })
    await window.inspect('queue-waiting-paused')
    await page.getByRole('tab', { name: /^Held/ }).click()
    await page.getByRole('row', { name: /large/ }).click()
    await window.inspect('queue-held')
    await page.keyboard.press('p')
    await window.ask('setLimits', { bytesPerSecond: null })
    await page.getByRole('tab', { name: 'Delivered 32' }).click()
    await page.getByRole('row').nth(4).click()
    await page.getByRole('button', { name: 'Copy the link of public' }).waitFor()
    await window.inspect('queue-delivered')
    await page.keyboard.press(' ')
    await window.inspect('preview')
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+k')
    await window.inspect('palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await window.inspect('keys')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Limits/ }).click()
    await window.inspect('limits')
    await page.keyboard.press('Escape')
    await page.keyboard.press('2')
    await page.getByText('Settings', { exact: true }).nth(1).click()
    await window.inspect('folders')
    await page.keyboard.press('5')
    await window.inspect('settings')
    await window.ask('changePreferences', { language: 'de' })
    await page.keyboard.press('1')
    await window.inspect('queue-german')
    await page.setViewportSize({ width: 900, height: 700 })
    await window.inspect('queue-narrow')
    // 200 % of a small screen.
    await page.setViewportSize({ width: 640, height: 400 })
    await window.inspect('queue-zoomed')
    expect(window.complaints).toEqual([])
  })

  it('is drawn without a fault axe could find: when something is wrong', async () => {
    await using window = await aWindow({ env: { HOTFOLDER_API_TOKEN: 'not-the-token-of-anything-0123456789' } })
    const { page, desk } = window
    const { accountId, baseUrl } = await desk.cloud()
    await window.ask('addProfile', { name: 'Studio', account: { kind: 'cloudflare', accountId, baseUrl }, token: null })
    await window.useAccount('Studio')
    await dropOn(page, await photographs(3))
    await page.getByRole('button', { name: 'Send 3' }).click()
    await page.getByRole('button', { name: '3 need you' }).click()
    await page
      .getByRole('row', { name: /Failed: The token/ })
      .first()
      .click()
    await window.inspect('queue-failed')
    await page.getByRole('region', { name: 'Details' }).getByRole('button', { name: 'New token' }).click()
    await window.inspect('new-token')
    expect(window.complaints).toEqual([])
  })
})

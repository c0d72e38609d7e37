import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startLocalCloud } from '../../main/local-cloud/index.ts'
import { aWindow, dropOn, host, pictures } from './a-window.ts'
import { photographs } from './photographs.ts'

describe('a line that breaks', { timeout: 150_000 }, () => {
  it('to the account is told with the next try, and everything goes on by itself once it is back', async () => {
    await using window = await aWindow()
    const { page, desk } = window
    const folder = desk.at('studio-cloud')
    const cloud = await startLocalCloud({ folder, port: 0 })
    const { accountId, baseUrl, token } = cloud
    await window.ask('addProfile', { name: 'Studio', account: { kind: 'cloudflare', accountId, baseUrl }, token })
    await window.useAccount('Studio')
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await cloud.close()

    await dropOn(page, await photographs(4))
    await page.getByRole('button', { name: 'Send 4' }).click()
    await page
      .getByText(/^No connection to/)
      .first()
      .waitFor()
    await page
      .getByRole('contentinfo')
      .getByText(/^No connection to/)
      .waitFor()
    await page.getByText(/Next try in 0:\d\d\./).waitFor()
    await page.getByRole('tab', { name: 'Waiting 4' }).click()
    await window.inspect('queue-offline')
    const back = await startLocalCloud({ folder, port: Number(new URL(baseUrl).port), token })

    try {
      await page.getByRole('tab', { name: 'Delivered 4' }).waitFor({ timeout: 60_000 })
      await page.getByText(/Next try in/).waitFor({ state: 'detached' })
      expect((await window.ask('listImages', { profile: 'Studio' })).images).toHaveLength(4)
    } finally {
      await back.close()
    }
  })

  it('to the engine is told as long as it lasts, and the page goes on by itself afterwards', async () => {
    await using window = await aWindow({ port: 'fixed' })
    const { page } = window
    await window.ask('pauseQueue', {})
    await dropOn(page, await photographs(2))
    await page.getByRole('button', { name: 'Send 2' }).click()
    await page.getByRole('tab', { name: 'Waiting 2' }).click()
    await page.getByRole('row', { name: /_HF_/ }).nth(1).waitFor()

    window.freeze()
    await page.getByRole('alert').getByText('Hotfolder does not answer').waitFor()
    await page.screenshot({ path: join(pictures, 'queue-engine-gone-dark.png') })
    window.thaw()

    await page.getByRole('alert').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Resume all' }).click()
    await page.getByRole('tab', { name: 'Delivered 2' }).waitFor()
  })

  it('while the account is asked how much it holds, is no reason never to ask again', async ({ skip }) => {
    skip(host === 'desktop', 'what a page of the desktop asks goes over no line')
    await using window = await aWindow()
    const { page } = window
    let broken = 0
    await page.route('**/rpc/accountUse', async route => {
      broken += 1
      await (broken <= 2 ? route.abort() : route.continue())
    })

    await dropOn(page, await photographs(1))
    await page.getByRole('button', { name: 'Send 1' }).click()
    await page.getByRole('tab', { name: 'Delivered 1' }).waitFor()

    await page.getByRole('contentinfo').getByText('1 of 100,000 images').waitFor()
    expect(broken).toBeGreaterThan(2)
  })
})

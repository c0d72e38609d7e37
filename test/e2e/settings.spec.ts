import { describe, expect, it } from 'vitest'
import { aWindow } from './a-window.ts'

describe('the settings', { timeout: 240_000 }, () => {
  it('look', async () => {
    await using window = await aWindow()
    const { page, desk } = window
    const cloud = await desk.cloud()
    const account = { kind: 'cloudflare', accountId: cloud.accountId, baseUrl: cloud.baseUrl } as const
    await window.ask('addProfile', { name: 'Studio', account, token: cloud.token })
    await window.ask('useProfile', { profile: 'Studio' })
    await page.getByRole('button', { name: 'Queue', exact: true }).waitFor()
    await page.keyboard.press('5')
    await page.getByText('account and token are in order').waitFor()
    await window.inspect('settings-accounts')
    for (const name of ['Signing keys', 'Sending', 'Appearance', 'Log', 'About']) {
      await page.getByRole('navigation', { name: 'Sections' }).getByRole('button', { name }).click()
      await window.inspect(`settings-${name.toLowerCase().replaceAll(' ', '-')}`)
    }
    await page.getByRole('button', { name: 'Save a diagnostics file…' }).click()
    await page.getByText('"tokenIn"').waitFor()
    await window.inspect('settings-diagnostics')
    expect(window.complaints).toEqual([])
  })
})

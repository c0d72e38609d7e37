import { describe, expect, it } from 'vitest'
import { aWindow, dropOn } from './a-window.ts'
import { photographs } from './photographs.ts'

/** The line takes so long to answer, in ms. */
const slowly = 1_500

describe('a sheet that goes to another account', { timeout: 120_000 }, () => {
  it('stays open and complains of nothing, however long it takes', async () => {
    await using window = await aWindow()
    const { page } = window
    await window.ask('addProfile', { name: 'home', account: { kind: 'local' }, token: null })
    await page.route('**/rpc/moveStaged', async route => {
      const answer = await route.fetch()
      await new Promise(resolve => setTimeout(resolve, slowly))
      await route.fulfill({ response: answer })
    })
    await dropOn(page, await photographs(2))
    await page.getByRole('button', { name: 'Send 2' }).waitFor()

    await page.getByRole('dialog').getByRole('combobox').first().click()
    await page.getByRole('option', { name: 'home' }).click()
    const problem = page.locator('.toast[data-kind="problem"]')
    await page.waitForResponse('**/rpc/moveStaged')

    await page.getByRole('button', { name: 'Send 2' }).waitFor()
    expect(await problem.count()).toBe(0)
    await page.getByRole('button', { name: 'Send 2' }).click()
    await page.getByRole('tab', { name: 'Delivered 2' }).waitFor()
    const { jobs } = await window.ask('listJobs', { kinds: ['delivered'], limit: 10 })
    expect(jobs.map(({ profile }) => profile)).toEqual(['home', 'home'])
    expect(window.complaints).toEqual([])
  })

  it('does not come back by itself once it was closed', async () => {
    await using window = await aWindow()
    const { page } = window
    await window.ask('addProfile', { name: 'home', account: { kind: 'local' }, token: null })
    const { promise: isClosed, resolve: goOn } = Promise.withResolvers<void>()
    await page.route('**/rpc/moveStaged', async route => {
      const answer = await route.fetch()
      await isClosed
      await route.fulfill({ response: answer })
    })
    await dropOn(page, await photographs(2))
    await page.getByRole('button', { name: 'Send 2' }).waitFor()

    await page.getByRole('dialog').getByRole('combobox').first().click()
    await page.getByRole('option', { name: 'home' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const moved = page.waitForResponse('**/rpc/moveStaged')
    goOn()
    await moved
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))))

    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('button', { name: '2 wait for your word' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Send 2' }).click()
    await page.getByRole('tab', { name: 'Delivered 2' }).waitFor()
    expect((await window.ask('listImages', { profile: 'home' })).images).toHaveLength(2)
    expect(window.complaints).toEqual([])
  })
})

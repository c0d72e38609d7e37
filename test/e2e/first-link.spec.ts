import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aWindow } from './a-window.ts'
import { photographs } from './photographs.ts'

describe('the first run', { timeout: 120_000 }, () => {
  it('is two clicks to a watched folder, and one more to a link that works', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    const [photo] = await photographs(1)
    if (photo === undefined) throw new Error('one was asked for')

    await window.pick({ folder: 'Export' }, () => page.getByRole('button', { name: 'Try it on this computer' }).click())
    await page.getByRole('region', { name: join(desk.photos, 'Export') }).waitFor()
    writeFileSync(join(desk.photos, 'Export', photo.name), photo.bytes)
    await page.getByRole('button', { name: 'Queue' }).click()
    await page.getByRole('tab', { name: 'Delivered 1' }).click()
    await page.getByRole('button', { name: `Copy link: ${photo.name}` }).click()
    await page.getByText('1 link copied').waitFor()

    const link = await window.copied()
    const picture = await fetch(link)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(window.complaints).toEqual([])
  })

  it('tells by name what is wrong with an account, and sends nothing by it', async () => {
    await using window = await aWindow()
    const { page, desk } = window
    const cloud = await desk.cloud()

    await page.getByRole('button', { name: 'Connect Cloudflare' }).click()
    await page.getByLabel('Account id').fill('not an id')
    await page.getByLabel('API token').fill('x'.repeat(40))
    await page.getByRole('button', { name: 'Connect and check' }).click()
    await page.getByText('An account id is 32 characters').waitFor()

    await page.getByLabel('Account id').fill(cloud.accountId)
    await page.getByText('Another address of the service').click()
    await page.getByLabel('Base URL').fill(cloud.baseUrl)
    await page.getByRole('button', { name: 'Connect and check' }).click()
    await page.getByRole('alert').getByText('The token for “Studio” was refused').waitFor()
    expect((await window.ask('snapshot', {})).profiles.find(profile => profile.active)?.name).toBe('local')

    await page.getByLabel('API token').fill(cloud.token)
    await page.getByRole('button', { name: 'Connect and check' }).click()
    await page
      .getByRole('dialog', { name: 'Watch a folder' })
      .or(page.getByRole('heading', { name: 'Folders' }))
      .first()
      .waitFor()

    expect((await window.ask('snapshot', {})).profiles.find(profile => profile.active)?.name).toBe('Studio')
    expect(window.complaints).toEqual([])
  })
})

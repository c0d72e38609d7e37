import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aWindow, host, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

async function withStudio(window: Window) {
  const { accountId, baseUrl, token } = await window.desk.cloud()
  await window.ask('addProfile', { name: 'Studio', account: { kind: 'cloudflare', accountId, baseUrl }, token })
}

describe('with a second account a person', { timeout: 120_000 }, () => {
  it('chooses to which one a folder goes, and reads it in its settings', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    await withStudio(window)
    // The page knows of both once it has gone there and back.
    for (const name of ['Studio', 'local']) await window.useAccount(name)
    const [photo] = await photographs(1)
    if (photo === undefined) throw new Error('one was asked for')
    writeFileSync(join(desk.photos, 'Export', photo.name), photo.bytes)
    await page.keyboard.press('n')

    const sheet = page.getByRole('dialog', { name: 'Watch a folder' })
    const opener = host === 'desktop' ? 'Choose the folder…' : 'Watch Export'
    await sheet.getByRole('button', { name: opener }).waitFor()
    expect(await sheet.getByRole('combobox', { name: 'Photos go to' }).inputValue()).toBe('local')
    await sheet.getByRole('combobox', { name: 'Photos go to' }).click()
    await page.getByRole('option', { name: 'Studio' }).click()
    await window.inspect('folder-picker-accounts')
    await window.pick({ folder: 'Export' }, async () => {
      if (host === 'desktop') await sheet.getByRole('button', { name: opener }).click()
    })
    const card = page.getByRole('region', { name: join(desk.photos, 'Export') })
    await card.getByRole('button', { name: '1 today' }).waitFor()
    await card.getByRole('button', { name: 'Settings' }).click()
    await card.getByText('To send to another account, stop watching').waitFor()
    await card.getByText('To send to another account, stop watching').scrollIntoViewIfNeeded()
    await window.inspect('folder-settings-account')

    expect((await window.ask('listImages', { profile: 'Studio' })).images).toHaveLength(1)
    expect((await window.ask('listImages', { profile: 'local' })).images).toHaveLength(0)
    expect(window.complaints).toEqual([])
  })
})

describe('in the settings of links a person', { timeout: 120_000 }, () => {
  it('chooses form, variant and template, and sees what they make of the newest image', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    await window.ask('addFolder', { path: join(desk.photos, 'Export') })
    const options = {
      fit: 'scale-down',
      width: 640,
      height: null,
      metadata: 'none',
      blur: null,
      browserTtlSeconds: null,
    } as const
    await window.ask('createVariant', { variant: { id: 'web', options, alwaysPublic: false } })
    await page.keyboard.press('5')
    const section = page.getByRole('region', { name: 'Links', exact: true })
    const example = section.getByRole('region', { name: 'Example' })
    await section.getByText('A made-up image').waitFor()

    const [photo] = await photographs(1)
    if (photo === undefined) throw new Error('one was asked for')
    writeFileSync(join(desk.photos, 'Export', photo.name), photo.bytes)
    await section.getByText('The newest image').waitFor()
    await section.getByText('Markdown', { exact: true }).click()
    await example.getByText('![_HF_0001]').waitFor()
    await section.getByRole('combobox', { name: 'Variant' }).click()
    await page.getByRole('option', { name: 'web' }).click()
    await example.getByText(/\/web>\)$/).waitFor()
    await section.getByText('Own', { exact: true }).click()
    await section.getByLabel('Own template').fill('{uri}')
    await section.getByText('There is no {uri}.').waitFor()
    expect(await example.count()).toBe(0)
    await section.getByLabel('Own template').fill('{title} at {variant}')
    await example.getByText('_HF_0001 at web').waitFor()
    await section.scrollIntoViewIfNeeded()
    await page.getByRole('heading', { name: 'Links', exact: true }).scrollIntoViewIfNeeded()
    await window.inspect('settings-links')

    await expect
      .poll(() => window.ask('readPreferences', {}))
      .toMatchObject({ linkForm: 'template', linkVariant: 'web', linkTemplate: '{title} at {variant}' })
    expect(window.complaints).toEqual([])
  })
})

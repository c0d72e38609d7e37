import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aWindow } from './a-window.ts'
import { photographs } from './photographs.ts'

describe('a watched folder', { timeout: 150_000 }, () => {
  it('shows what became of its photos, and leads to them', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    const folder = join(desk.photos, 'Export')
    for (const { name, bytes } of await photographs(3)) writeFileSync(join(folder, name), bytes)
    writeFileSync(join(folder, 'notes.jpg'), 'Film, batteries, lens cloth.\n')
    await window.ask('addFolder', { path: folder })
    await page.keyboard.press('2')

    const card = page.getByRole('region', { name: folder })
    await card.getByRole('button', { name: '3 today' }).waitFor()
    await card.getByText(/^_HF_000\d\.JPG$/).waitFor()
    await window.inspect('folder-card')
    await card.getByRole('button', { name: '1 held' }).click()

    await page.getByRole('row', { name: /notes\.jpg/ }).waitFor()
    await page.getByRole('button', { name: 'More filters: some photos are hidden' }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('keeps its settings, is paused and resumed, and is let go after a question', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    const folder = join(desk.photos, 'Export')
    await window.ask('addFolder', { path: folder })
    await page.keyboard.press('2')
    const card = page.getByRole('region', { name: folder })

    await card.getByRole('button', { name: 'Settings' }).click()
    await card.getByText('Private', { exact: true }).click()
    await card.getByLabel('Leave out').fill('*.png, Selects/**')
    await card.getByLabel('Only from this day on').fill('2026-11-01')
    await card.getByLabel('Creator').fill('Ada')
    await card.getByLabel('Tags').fill('client = Miller')
    await window.inspect('folder-settings')
    await card.getByRole('button', { name: 'Save' }).click()
    await card.getByText('Saved', { exact: true }).waitFor()
    const [saved] = (await window.ask('snapshot', {})).folders
    expect(saved?.settings).toMatchObject({
      private: true,
      ignore: ['*.png', 'Selects/**'],
      onlyAfter: new Date('2026-11-01T00:00').getTime(),
      creator: 'Ada',
      tags: { client: 'Miller' },
    })

    await card.getByRole('button', { name: 'Pause' }).click()
    await card.getByText('New photos in it are found once you resume it.').waitFor()
    await card.getByRole('button', { name: 'Resume' }).first().click()
    await card.getByText('Watching', { exact: true }).waitFor()
    await card.getByRole('button', { name: /^More for/ }).click()
    await page.getByRole('menuitem', { name: 'Stop watching' }).click()
    await page.getByRole('dialog', { name: 'Stop watching this folder?' }).getByText('Neither its photos').waitFor()
    await page.getByRole('button', { name: 'Stop watching' }).click()

    await card.waitFor({ state: 'detached' })
    expect((await window.ask('snapshot', {})).folders).toEqual([])
    expect(window.complaints).toEqual([])
  })

  it('that cannot be reached says so with what to do, and is followed again by itself', async () => {
    await using window = await aWindow({ folders: ['Drive'] })
    const { page, desk } = window
    const [folder, away] = [join(desk.photos, 'Drive'), join(desk.photos, 'Unplugged')]
    await window.ask('addFolder', { path: folder })
    await page.keyboard.press('2')
    const card = page.getByRole('region', { name: folder })

    renameSync(folder, away)
    await card.getByText(/^Not reachable/).waitFor()
    await card.getByRole('button', { name: 'Look now' }).waitFor()
    await window.inspect('folder-unreachable')
    renameSync(away, folder)

    await card.getByText('Watching', { exact: true }).waitFor()
  })

  it('is told from another of the same name', async () => {
    await using window = await aWindow({ folders: ['Miller', 'Smith'] })
    const { page, desk } = window
    for (const client of ['Miller', 'Smith']) {
      mkdirSync(join(desk.photos, client, 'Export'))
      await window.ask('addFolder', { path: join(desk.photos, client, 'Export') })
    }

    const list = page.getByRole('list', { name: 'Watched folders' })
    await list.getByText('Miller/Export').waitFor()
    await list.getByText('Smith/Export').click()

    await page.getByRole('heading', { name: 'Smith/Export' }).waitFor()
    expect(window.complaints).toEqual([])
  })
})

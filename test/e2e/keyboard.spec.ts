import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aWindow, host } from './a-window.ts'
import { photographs } from './photographs.ts'

describe('a person without a mouse', { timeout: 120_000 }, () => {
  it('gets from the welcome to a copied link', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    const photos = await photographs(3)
    for (const { name, bytes } of photos) desk.file(join('Export', name), bytes)
    const press = (...keys: string[]) =>
      keys.reduce<Promise<void>>((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve())
    await page.getByRole('heading', { name: 'From your folder' }).waitFor()

    if (host === 'desktop') await window.pick({ folder: 'Export' }, () => press('Tab', 'Enter'))
    else {
      await press('Tab', 'Enter')
      await page.getByRole('button', { name: 'Open Export' }).and(page.locator(':focus')).waitFor()
      await press('Tab', 'Enter')
    }
    await page.getByRole('region', { name: /Export$/ }).waitFor()

    await press('1')
    await page.getByRole('tab', { name: 'Now' }).focus()
    await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight')
    await page.getByRole('tab', { name: 'Delivered 3', selected: true }).waitFor()
    await page
      .getByRole('row', { name: /Delivered/ })
      .first()
      .waitFor()
    await page.getByRole('grid').focus()
    await press('ArrowDown', 'Shift+ArrowDown')
    await page.getByText('2 photos selected').first().waitFor()

    await press('Control+c')
    await page.getByText('2 links copied').waitFor()
    const links = (await window.copied()).split('\n')
    expect(new Set(links).size).toBe(2)
    for (const link of links) expect((await fetch(link)).status).toBe(200)

    await press(' ')
    await page
      .getByRole('dialog', { name: photos[1]?.name ?? '' })
      .or(page.getByRole('dialog'))
      .first()
      .waitFor()
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(window.complaints).toEqual([])
  })

  it('finds every command by its name, and every key on one sheet', async () => {
    await using window = await aWindow()
    const { page } = window
    await page.getByRole('button', { name: 'Try it on this computer' }).click()
    await page.keyboard.press('Escape')

    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Find a command' }).fill('light')
    await page.keyboard.press('Enter')
    await page.locator('html[data-mantine-color-scheme="light"]').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Pause all').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('5')
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await page.getByText('Deutsch').click()

    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('de')
    expect(window.complaints).toEqual([])
  })

  it('writes letters where letters are written', async () => {
    await using window = await aWindow()
    const { page } = window
    await page.getByRole('button', { name: 'Try it on this computer' }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('1')

    await page.keyboard.press('/')
    await page.keyboard.type('pip?1')

    expect(await page.getByRole('searchbox').inputValue()).toBe('pip?1')
    expect((await window.ask('snapshot', {})).queue.paused).toBe(false)
  })
})

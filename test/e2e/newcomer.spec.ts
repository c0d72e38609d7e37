import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aWindow } from './a-window.ts'
import { photographs } from './photographs.ts'

const boxOf = async (part: Locator) => {
  const box = await part.boundingBox()
  if (box === null) throw new Error('it is not drawn')
  return box
}

describe('who opens the window for the first time', { timeout: 120_000 }, () => {
  it('is led from an empty line to the delivered photos, and goes on by the arrows', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    for (const { name, bytes } of await photographs(2)) writeFileSync(join(desk.photos, 'Export', name), bytes)
    await window.ask('addFolder', { path: join(desk.photos, 'Export') })
    await page.keyboard.press('1')

    await page.getByRole('button', { name: 'Show 2 delivered photos' }).click()
    await page
      .getByRole('row', { name: /Copy link/ })
      .first()
      .waitFor()
    await page.getByRole('tab', { name: 'Delivered 2', selected: true }).focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')

    await page.getByRole('row', { selected: true }).waitFor()
    await window.inspect('newcomer-delivered')
    expect(window.complaints).toEqual([])
  })

  it('reads in German why a photo is held, beside what can be done and not under it', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    const [photo] = await photographs(1)
    if (photo === undefined) throw new Error('there is no photo')
    writeFileSync(join(desk.photos, 'Export', 'cut.jpg'), photo.bytes.subarray(0, photo.bytes.length / 2))
    await window.ask('changePreferences', { language: 'de' })
    await window.ask('addFolder', { path: join(desk.photos, 'Export') })
    await page.keyboard.press('1')
    await page.getByRole('tab', { name: 'Zurückgehalten 1' }).click()
    const row = page.getByRole('row', { name: /cut.jpg/ })

    const state = await boxOf(row.getByText(/^Zurückgehalten:/))
    const act = await boxOf(row.getByRole('button', { name: /^Neu prüfen/ }))

    expect(state.x + state.width).toBeLessThanOrEqual(act.x)
    await row.click()
    await page.getByText('Das Ende des Bildes fehlt.').waitFor()
    await window.inspect('newcomer-held-german')
  })

  it('finds the switch above the editor of a variant, not upon it, at 200 %', async () => {
    await using window = await aWindow()
    const { page } = window
    await page.getByRole('button', { name: 'Try it on this computer' }).click()
    await page.setViewportSize({ width: 720, height: 450 })
    await page.keyboard.press('Escape')
    await page.keyboard.press('4')

    const flexible = await boxOf(page.getByText('Sizes in links'))
    const editor = await boxOf(page.getByRole('heading', { name: 'public' }))

    expect(flexible.y + flexible.height).toBeLessThanOrEqual(editor.y)
    await window.inspect('newcomer-variants-zoomed')
  })
})

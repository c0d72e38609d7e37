import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aWindow, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

/** A folder with photos, one of them in a folder of its own, and what else lies about. */
async function aShoot({ desk }: Window): Promise<string> {
  const shoot = desk.at('Shoot')
  mkdirSync(join(shoot, 'Selects'), { recursive: true })
  const [one, two, three] = await photographs(3)
  if (one === undefined || two === undefined || three === undefined) throw new Error('three were asked for')
  writeFileSync(join(shoot, one.name), one.bytes)
  writeFileSync(join(shoot, two.name), two.bytes)
  writeFileSync(join(shoot, 'Selects', three.name), three.bytes)
  writeFileSync(join(shoot, 'notes.txt'), 'Film, batteries, lens cloth.\n')
  return shoot
}

/** From the file manager: the browser itself reads what is dropped. */
async function dropFromDisk(page: Page, ...files: string[]): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const data = { items: [], files, dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await line.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  await line.detach()
}

describe('whole folders', { timeout: 120_000 }, () => {
  it('may be dropped: their photos are found, also further down, and the rest is left out and said so', async () => {
    await using window = await aWindow()
    const { page } = window

    await dropFromDisk(page, await aShoot(window))
    await page.getByText('1 file left out: not photos').waitFor()
    await page.getByRole('button', { name: 'Send 3' }).click()

    await page.getByRole('tab', { name: 'Delivered 3' }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('may be picked once instead, without being watched', async () => {
    await using window = await aWindow()
    const { page } = window
    await page.getByRole('heading', { name: 'From your folder' }).waitFor()

    const choosing = page.waitForEvent('filechooser')
    await page.keyboard.press('Control+Shift+o')
    await (await choosing).setFiles(await aShoot(window))
    await page.getByText('1 file left out: not photos').waitFor()
    await page.getByRole('button', { name: 'Send 3' }).click()

    await page.getByRole('tab', { name: 'Delivered 3' }).waitFor()
    expect((await window.ask('snapshot', {})).folders).toEqual([])
    expect(window.complaints).toEqual([])
  })
})

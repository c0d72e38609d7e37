import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { padPhoto } from '../fixtures/pad-photo.ts'
import { aWindow, dropOn } from './a-window.ts'
import { photographs } from './photographs.ts'

describe('photos dropped on the window', { timeout: 180_000 }, () => {
  it('are looked at first, and sent at a word: sixty, with bad ones among them', async () => {
    await using window = await aWindow()
    const { page } = window
    const good = await photographs(52)
    const [first, second, third] = await photographs(3, 100)
    if (first === undefined || second === undefined || third === undefined) throw new Error('three were asked for')
    const bad = [
      { name: 'half.jpg', bytes: first.bytes.subarray(0, first.bytes.length >> 1) },
      { name: 'quarter.jpg', bytes: second.bytes.subarray(0, second.bytes.length >> 2) },
      { name: 'notes.jpg', bytes: Buffer.from('Film, batteries, lens cloth.\n') },
      { name: 'empty.jpg', bytes: Buffer.alloc(0) },
      { name: 'large.jpg', bytes: padPhoto(third.bytes, 'jpeg', 10_500_000, 1) },
    ]
    const copies = good.slice(0, 3).map(({ bytes }, at) => ({ name: `copy-${at}.jpg`, bytes }))

    await dropOn(page, [...good, ...bad, ...copies])

    const sheet = page.getByRole('dialog', { name: 'Ready to send?' })
    for (const group of ['52 ready', '2 damaged', '1 is no picture', '1 empty', '1 over 10 MB', '3 already delivered'])
      await sheet.getByText(group).waitFor()
    expect((await window.ask('snapshot', {})).queue.counts.delivered).toBe(0)

    await sheet.getByRole('button', { name: 'Send 52' }).click()
    await page.getByRole('tab', { name: 'Delivered 52' }).waitFor()
    await page.getByRole('button', { name: '5 need you' }).click()

    for (const reason of ['damaged or incomplete', 'not an image', 'is empty', 'over the limit of 10.0 MB'])
      await page.getByRole('row').getByText(reason).first().waitFor()
    await page.getByRole('row', { name: /notes\.jpg/ }).click()
    await page.keyboard.press('Delete')
    await page.getByRole('tab', { name: 'Held 4' }).waitFor()
    expect((await window.ask('listImages', {})).images).toHaveLength(52)
    expect(window.complaints).toEqual([])
  })

  it('are not sent when the sheet is given up', async () => {
    await using window = await aWindow()
    const { page } = window

    await dropOn(page, await photographs(3))
    await page.getByRole('button', { name: 'Send 3' }).waitFor()
    await page.getByRole('button', { name: 'Send nothing' }).click()

    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expect.poll(async () => (await window.ask('snapshot', {})).queue.counts.staged).toBe(0)
    expect((await window.ask('listImages', {})).images).toEqual([])
    expect(window.complaints).toEqual([])
  })

  it('may be decided on later, also by another page', async () => {
    await using window = await aWindow()
    const { page } = window

    await dropOn(page, await photographs(2))
    await page.getByRole('button', { name: 'Send 2' }).waitFor()
    await page.getByRole('button', { name: 'Decide later' }).click()
    await page.reload()
    await page.getByRole('button', { name: '2 wait for your word' }).click()
    await page.getByRole('button', { name: 'Send 2' }).click()

    await page.getByRole('tab', { name: 'Delivered 2' }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('may be picked by hand instead', async () => {
    await using window = await aWindow()
    const { page, desk } = window
    const [photo] = await photographs(1)
    if (photo === undefined) throw new Error('one was asked for')
    const path = join(desk.photos, photo.name)
    writeFileSync(path, photo.bytes)

    await page.getByRole('heading', { name: 'From your folder' }).waitFor()
    await window.pick({ files: [path] }, () => page.keyboard.press('Control+o'))
    await page.getByRole('button', { name: 'Send 1' }).click()

    await page.getByRole('tab', { name: 'Delivered 1' }).waitFor()
    expect(window.complaints).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { seedQueue } from '../support/seed-queue.ts'
import { aWindow, type Window } from './a-window.ts'

const jobs = 2_000
const nameOf = (number: number) => `_HF_${String(number).padStart(5, '0')}.JPG`

/** A window on two thousand photos that wait, with the keyboard on the third of them. */
async function aLongQueue(): Promise<Window> {
  const window = await aWindow({ seed: desk => seedQueue(desk.at(), { jobs, real: 0 }) })
  const { page } = window
  await page.getByRole('tab', { name: 'Waiting 2,000' }).click()
  await page.getByRole('row', { name: nameOf(1) }).click()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await selected(window, 3)
  return window
}

const selected = ({ page }: Window, number: number) =>
  page
    .locator('[role="row"][aria-selected="true"]')
    .filter({ hasText: nameOf(number) })
    .waitFor()

async function wheelFarDown({ page }: Window): Promise<void> {
  await page.getByRole('grid').hover()
  await page.mouse.wheel(0, 8_000)
  await page.getByRole('row', { name: nameOf(185) }).waitFor()
}

const scrolledTo = ({ page }: Window) => page.getByRole('grid').evaluate(grid => grid.scrollTop)

async function idOf(window: Window, number: number): Promise<string> {
  const { jobs: page } = await window.ask('listJobs', { kinds: ['queued'], limit: 100 })
  const job = page.find(one => one.name === nameOf(number))
  if (job === undefined) throw new Error(`${nameOf(number)} is not waiting`)
  return job.id
}

describe('a list of two thousand photos', { timeout: 120_000 }, () => {
  it('keeps the keyboard where it was, however far the wheel went, and comes back to it', async () => {
    await using window = await aLongQueue()

    await wheelFarDown(window)
    await window.page.keyboard.press('ArrowDown')

    await selected(window, 4)
    await window.page
      .locator(':focus')
      .filter({ hasText: nameOf(4) })
      .waitFor()
    expect(await scrolledTo(window)).toBeLessThan(400)
  })

  it('is searched at once, however much of it was read and wherever it stands', async () => {
    await using window = await aLongQueue()
    const { page } = window
    await page.keyboard.press('Control+a')
    await page.getByRole('status').filter({ hasText: '2,000 photos selected' }).waitFor()

    await page.keyboard.press('/')
    await page.keyboard.type('hf_0077')
    await page.locator('[role="grid"][aria-rowcount="11"]').waitFor()

    await page.getByRole('row', { name: nameOf(777) }).waitFor()
    await page.keyboard.press('Escape')
    expect(window.complaints).toEqual([])
  })

  it('stays where it was scrolled to while photos before the keyboard leave it', async () => {
    await using window = await aLongQueue()
    await wheelFarDown(window)
    const before = await scrolledTo(window)

    await window.ask('cancelJobs', { jobs: [await idOf(window, 1), await idOf(window, 2)] })
    await window.page.getByRole('tab', { name: 'Waiting 1,998' }).waitFor()

    expect(await scrolledTo(window)).toBe(before)
  })

  it('keeps the keyboard itself when the photo that had it leaves', async () => {
    await using window = await aLongQueue()

    await window.ask('cancelJobs', { jobs: [await idOf(window, 3)] })
    await window.page.getByRole('tab', { name: 'Waiting 1,999' }).waitFor()
    await window.page.locator('[role="grid"]:focus').waitFor()
    await window.page.keyboard.press('Home')

    await selected(window, 1)
  })

  it('is selected as a whole, also what has not been scrolled to yet', async () => {
    await using window = await aLongQueue()
    const { page } = window

    await page.keyboard.press('Control+a')

    await page.getByRole('status').filter({ hasText: '2,000 photos selected' }).waitFor()
    expect(await page.locator('[role="row"][aria-selected="false"]').count()).toBe(0)
  })
})

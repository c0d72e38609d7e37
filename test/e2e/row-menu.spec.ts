import { describe, expect, it } from 'vitest'
import { aWindow, dropOn, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

/** So many photos that wait, none of them on its way. */
async function aWaitingQueue(count: number): Promise<Window> {
  const window = await aWindow()
  const { page } = window
  await window.ask('pauseQueue', {})
  await dropOn(page, await photographs(count))
  await page.getByRole('button', { name: `Send ${count}` }).click()
  await page.getByRole('tab', { name: `Waiting ${count}` }).click()
  await page
    .getByRole('row', { name: /_HF_/ })
    .nth(count - 1)
    .waitFor()
  return window
}

const prioritiesOf = async (window: Window) =>
  (await window.ask('listJobs', { kinds: ['queued', 'paused'] })).jobs.map(({ name, priority }) => [name, priority])

describe('a row of the queue', { timeout: 120_000 }, () => {
  it('has a menu: who goes first, who waits, in its own order', async () => {
    await using window = await aWaitingQueue(4)
    const { page } = window
    const row = (name: string) => page.getByRole('row', { name: new RegExp(name) })
    const choose = async (name: string) => page.getByRole('menuitem', { name }).click()

    await row('_HF_0001').click({ button: 'right' })
    await page.getByRole('menu', { name: 'What can be done with it' }).waitFor()
    await window.inspect('row-menu')
    await choose('Send first')
    await expect.poll(async () => (await prioritiesOf(window))[0]).toEqual(['_HF_0001.JPG', 100])
    await page.getByRole('row', { name: /_HF_/ }).first().and(row('_HF_0001')).waitFor()
    await row('_HF_0001').click({ button: 'right' })
    await choose('Send last')
    await expect.poll(async () => (await prioritiesOf(window)).at(-1)).toEqual(['_HF_0001.JPG', -100])
    await row('_HF_0003').click({ button: 'right' })
    await choose('Pause')

    await row('_HF_0003').getByText('Paused').waitFor()
    await row('_HF_0003').getByRole('button', { name: 'Resume' }).click()
    await row('_HF_0003').getByText('Waiting').waitFor()
    expect(window.complaints).toEqual([])
  })

  it('is all there for the keyboard: the menu, the preview, and cancelling with its question', async () => {
    await using window = await aWaitingQueue(3)
    const { page } = window
    const press = (key: string) => page.keyboard.press(key)
    const firstRow = page.getByRole('row', { name: /_HF_/ }).first()

    await page.getByRole('grid').focus()
    await press('ArrowDown')
    await firstRow.and(page.locator(':focus')).waitFor()
    await press('Enter')
    await page.getByRole('dialog', { name: /_HF_/ }).waitFor()
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await firstRow.and(page.locator(':focus')).waitFor()
    await press('Shift+F10')
    await page.getByRole('menuitem', { name: 'Pause' }).waitFor()
    await page.locator('[role="menu"]:focus, [role="menu"] :focus').first().waitFor()
    await press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await firstRow.and(page.locator(':focus')).waitFor()

    await press('Delete')
    await page.getByRole('dialog', { name: 'Cancel 1 photo?' }).getByText('not touched').waitFor()
    await press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect((await window.ask('snapshot', {})).queue.counts.cancelled).toBe(0)
    await press('Delete')
    await page.getByRole('button', { name: 'Cancel 1 photo' }).click()
    await page.getByRole('tab', { name: 'Cancelled 1' }).click()
    await page.getByRole('button', { name: /^Try again/ }).click()

    await page.getByRole('tab', { name: 'Waiting 3' }).waitFor()
    expect(window.complaints).toEqual([])
  })
})

describe('searching the queue', { timeout: 120_000 }, () => {
  it('asks the engine by name, and shows what changes meanwhile', async () => {
    await using window = await aWaitingQueue(12)
    const { page } = window
    const rows = page.getByRole('row', { name: /_HF_/ })

    await page.keyboard.press('/')
    await page.keyboard.type('hf_001')
    await expect.poll(() => rows.count()).toBe(3)
    const [job] = (await window.ask('listJobs', { text: '0011' })).jobs
    await window.ask('pauseJobs', { jobs: [job?.id ?? ''] })
    await page.getByRole('row', { name: /0011.*Paused/ }).waitFor()
    await window.ask('cancelJobs', { jobs: [job?.id ?? ''] })
    await expect.poll(() => rows.count()).toBe(2)
    await page.getByRole('searchbox').fill('moon')
    await page.getByText('No photo here is named like “moon”.').waitFor()
    await page.getByRole('button', { name: 'Show all' }).click()

    await expect.poll(() => rows.count()).toBe(11)
    expect(window.complaints).toEqual([])
  })

  it('narrows to one folder and to one reason', async () => {
    await using window = await aWindow()
    const { page } = window
    const [half, notes] = await photographs(2)
    if (half === undefined || notes === undefined) throw new Error('two were asked for')
    await dropOn(page, [
      { name: 'half.jpg', bytes: half.bytes.subarray(0, half.bytes.length >> 1) },
      { name: 'notes.jpg', bytes: Buffer.from('Film, batteries, lens cloth.\n') },
    ])
    await page.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page.getByRole('tab', { name: 'Held 2' }).click()

    await page.getByRole('button', { name: 'More filters' }).click()
    await page.getByRole('combobox', { name: 'Reason' }).click()
    await page.getByRole('option', { name: 'Damaged' }).click()
    await page.getByRole('row', { name: /notes\.jpg/ }).waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /half\.jpg/ }).waitFor()
    await window.inspect('queue-filters')

    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More filters: some photos are hidden' }).waitFor()
    expect(window.complaints).toEqual([])
  })
})

import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Image } from '../../preload/contract/index.ts'
import { aWindow, dropOn, host, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

/** A window whose account holds photos delivered from the folder Weddings, and some dropped by hand. */
async function aLibrary({ watched = 5, dropped = 4 } = {}): Promise<Window> {
  const window = await aWindow({ folders: ['Weddings', 'Originals'] })
  const { page, desk } = window
  for (const { name, bytes } of await photographs(watched, 100)) desk.file(join('Weddings', name), bytes)
  await window.ask('addFolder', {
    path: join(desk.photos, 'Weddings'),
    settings: { tags: { album: 'Wedding' }, creator: 'ada' },
  })
  await page.getByRole('tab', { name: `Delivered ${watched}` }).waitFor()
  if (dropped > 0) {
    await dropOn(page, await photographs(dropped))
    await page.getByRole('button', { name: `Send ${dropped}` }).click()
    await page.getByRole('tab', { name: `Delivered ${watched + dropped}` }).waitFor()
  }
  await page.keyboard.press('3')
  await page.getByRole('grid', { name: 'Images of the account' }).waitFor()
  return window
}

const onAccount = async (window: Window): Promise<Image[]> => (await window.ask('listImages', {})).images
const tiles = ({ page }: Window) => page.getByRole('gridcell')
const chosen = ({ page }: Window) => page.getByRole('gridcell', { selected: true })

async function poll<T>(look: () => Promise<T>, isRight: (found: T) => boolean): Promise<T> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const found = await look()
    if (isRight(found)) return found
    if (Date.now() > deadline) throw new Error(`not so: ${JSON.stringify(found).slice(0, 500)}`)
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

describe('the library', { timeout: 180_000 }, () => {
  it('shows what is on the account, finds it by search and by filter, and says when nothing is like that', async () => {
    await using window = await aLibrary()
    const { page } = window
    await page.getByText('9 images', { exact: true }).waitFor()
    expect(await tiles(window).count()).toBe(9)
    await page.getByRole('gridcell', { name: '_HF_0100.JPG' }).click()
    await window.inspect('library')

    await page.keyboard.press('/')
    await page.keyboard.type('hf_0003')
    await page.getByText('1 of 9 images').waitFor()
    await page.getByRole('gridcell', { name: '_HF_0003.JPG' }).waitFor()
    await page.getByRole('searchbox').fill('wedding')
    await page.getByText('5 of 9 images').waitFor()
    await page.getByRole('searchbox').fill('no such thing')
    await page.getByText('No image is like that.').waitFor()
    await window.inspect('library-nothing-found')
    await page.getByRole('main').getByRole('button', { name: 'Clear the filter' }).click()
    await page.getByText('9 images', { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    await page.getByRole('combobox', { name: 'From folder' }).selectOption({ label: 'Weddings' })
    await page.getByText('5 of 9 images').waitFor()
    await page.getByRole('combobox', { name: 'Creator' }).selectOption({ label: 'None' })
    await page.getByText('0 of 9 images').waitFor()
    await window.inspect('library-filter')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Without the filter “without a creator”' }).click()
    await page.getByText('5 of 9 images').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('9 images', { exact: true }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('is selected in by keyboard and by a box drawn over it', async () => {
    await using window = await aLibrary()
    const { page } = window
    await page.getByRole('grid').focus()

    await page.keyboard.press('ArrowRight')
    expect(await chosen(window).count()).toBe(1)
    await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Shift+ArrowRight')
    await poll(
      () => chosen(window).count(),
      count => count === 3,
    )
    await page.keyboard.press('Control+a')
    await poll(
      () => chosen(window).count(),
      count => count === 9,
    )
    await page.getByText('9 images selected').waitFor()
    await page.keyboard.press('End')
    await poll(
      () => chosen(window).count(),
      count => count === 1,
    )
    expect(await tiles(window).last().getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Escape')
    expect(await chosen(window).count()).toBe(0)

    const [first, second] = await Promise.all([tiles(window).nth(0).boundingBox(), tiles(window).nth(1).boundingBox()])
    if (first === null || second === null) throw new Error('two pictures are in sight')
    await page.mouse.move(first.x + first.width / 2, first.y + 20)
    await page.mouse.down()
    await page.mouse.move(second.x + 10, second.y + 60, { steps: 4 })
    await page.mouse.up()

    await poll(
      () => chosen(window).count(),
      count => count === 2,
    )
    await window.inspect('library-several')
    await tiles(window).nth(0).click()
    await page.keyboard.down('Control')
    await tiles(window).nth(2).click()
    await page.keyboard.up('Control')
    await poll(
      () => chosen(window).count(),
      count => count === 2,
    )
    expect(window.complaints).toEqual([])
  })

  it('is changed many at a time: metadata, creator and access, as the account then says', async () => {
    await using window = await aLibrary()
    const { page } = window
    const before = new Set((await onAccount(window)).map(({ id }) => id))
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+a')

    const details = page.getByRole('region', { name: 'Details' })
    await details.getByRole('combobox', { name: 'Field' }).fill('client')
    await details.getByRole('textbox', { name: 'Value' }).fill('Miller')
    await details.getByRole('textbox', { name: 'Remove fields' }).fill('album')
    await details.getByRole('button', { name: 'Change 9 images' }).click()
    await page.getByText('9 images changed').waitFor()
    await details.getByRole('textbox', { name: 'Creator' }).fill('zoe')
    await details.getByRole('button', { name: 'Set' }).click()
    await poll(
      () => onAccount(window),
      images => images.every(({ creator }) => creator === 'zoe'),
    )
    const changed = await onAccount(window)
    expect(changed.every(({ metadata }) => metadata['client'] === 'Miller' && !('album' in metadata))).toBe(true)
    expect(changed.every(({ metadata }) => typeof metadata['sha256'] === 'string')).toBe(true)

    await details.getByRole('button', { name: 'Make 9 private…' }).click()
    await page.getByRole('dialog', { name: 'Make 9 images private?' }).getByText('stop working').waitFor()
    await window.inspect('library-make-private')
    await page.getByRole('button', { name: 'Make 9 images private' }).click()
    const hidden = await poll(
      () => onAccount(window),
      images => images.length === 9 && images.every(image => image.private),
    )

    expect(hidden.some(({ id }) => before.has(id))).toBe(false)
    await poll(
      () => chosen(window).count(),
      count => count === 9,
    )
    await window.inspect('library-changed')
    await page.keyboard.press('Control+c')
    await page.getByText('9 links copied').waitFor()
    const links = (await window.copied()).split('\n')
    expect(new Set(links).size).toBe(9)
    for (const link of links) expect((await fetch(link)).status).toBe(200)
    expect(window.complaints).toEqual([])
  })

  it('deletes what is selected after its number was confirmed, and nothing on this computer', async () => {
    await using window = await aLibrary()
    const { page, desk } = window
    const files = () => readdirSync(join(desk.photos, 'Weddings')).toSorted()
    const before = files()
    await tiles(window).nth(1).click()
    await tiles(window)
      .nth(3)
      .click({ modifiers: ['Shift'] })

    await page.keyboard.press('Delete')
    const question = page.getByRole('dialog', { name: 'Delete 3 images from the account?' })
    await question.getByText('Files on this computer are never touched.').waitFor()
    await window.inspect('library-delete')
    await page.keyboard.press('Escape')
    expect(await onAccount(window)).toHaveLength(9)
    await page.getByRole('grid').focus()
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: 'Delete 3 images' }).click()

    await page.getByText('3 images deleted').waitFor()
    await poll(
      () => tiles(window).count(),
      count => count === 6,
    )
    expect(await onAccount(window)).toHaveLength(6)
    expect(files()).toEqual(before)
    expect(await chosen(window).count()).toBe(0)
    expect(window.complaints).toEqual([])
  })

  it('gives originals back: one saved by the browser, several into a folder, with their proof', async () => {
    await using window = await aLibrary({ watched: 3, dropped: 0 })
    const { page, desk } = window
    const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
    const sent = readdirSync(join(desk.photos, 'Weddings')).map(name =>
      hashOf(readFileSync(join(desk.photos, 'Weddings', name))),
    )

    await page.getByRole('gridcell', { name: '_HF_0101.JPG' }).click()
    // On the desktop the system asks where it is kept.
    if (host === 'web') {
      const saving = page.waitForEvent('download')
      await page.keyboard.press('d')
      const saved = await saving
      expect(saved.suggestedFilename()).toBe('_HF_0101.JPG')
      expect(sent).toContain(hashOf(readFileSync(await saved.path())))
    }

    await page.keyboard.press('Control+a')
    if (host === 'desktop') await window.pick({ folder: 'Originals' }, () => page.keyboard.press('d'))
    else {
      await page.keyboard.press('d')
      await page.getByRole('button', { name: 'Open Originals' }).waitFor()
      await window.inspect('library-target')
      await page.getByRole('button', { name: 'Keep in Originals' }).click()
    }
    await page.getByText('3 originals downloaded').waitFor()
    await page.getByText('3 are byte for byte what was sent').waitFor()
    await window.inspect('library-downloaded')

    const kept = readdirSync(join(desk.photos, 'Originals')).filter(name => name.endsWith('.JPG'))
    expect(kept.map(name => hashOf(readFileSync(join(desk.photos, 'Originals', name)))).toSorted()).toEqual(
      sent.toSorted(),
    )
    expect(window.complaints).toEqual([])
  })

  it('is looked through in the preview, with the arrows and at 100 %', async () => {
    await using window = await aLibrary({ watched: 4, dropped: 0 })
    const { page } = window
    await tiles(window).first().click()

    await page.keyboard.press(' ')
    const sheet = page.getByRole('dialog')
    await sheet.getByText('1 of 4').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await sheet.getByText('3 of 4').waitFor()
    await page.keyboard.press('ArrowLeft')
    await sheet.getByText('2 of 4').waitFor()
    await page.locator('.preview-full img:not(.under, [data-waiting])').waitFor()
    await window.inspect('library-preview')
    await page.keyboard.press('z')
    await page.locator('figure[data-actual] img:not(.under, [data-waiting])').waitFor()
    const width = await page.locator('figure[data-actual] img:not(.under)').evaluate(node => {
      const image = node as HTMLImageElement
      return [image.naturalWidth, image.getBoundingClientRect().width]
    })
    expect(width[0]).toBe(width[1])
    await window.inspect('library-preview-whole')
    await page.keyboard.press('Escape')

    await sheet.waitFor({ state: 'detached' })
    expect(await tiles(window).nth(1).getAttribute('aria-selected')).toBe('true')
    expect(window.complaints).toEqual([])
  })

  it('is told in German, fits a narrow window, and keeps the size of its pictures', async () => {
    await using window = await aLibrary({ watched: 6, dropped: 6 })
    const { page } = window
    await page.getByRole('slider', { name: 'Size of the pictures' }).focus()
    for (const _ of Array(6)) await page.keyboard.press('ArrowLeft')
    await poll(
      async () => (await window.ask('readPreferences', {})).gridHeight,
      height => height === 120,
    )
    await window.inspect('library-small')
    await window.ask('changePreferences', { language: 'de' })
    await page.getByText('12 Bilder', { exact: true }).waitFor()
    await page.getByRole('grid').focus()
    await page.keyboard.press('Control+a')
    await page.getByRole('button', { name: '12 Bilder ändern' }).waitFor()
    await window.inspect('library-german')
    await page.setViewportSize({ width: 900, height: 700 })
    await page.getByText('12 Bilder ausgewählt').waitFor()
    await window.inspect('library-narrow')
    await page.setViewportSize({ width: 640, height: 400 })
    await window.inspect('library-zoomed')
    expect(window.complaints).toEqual([])
  })

  it('teaches while nothing is there, and shows what is delivered by itself', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    await page.getByRole('button', { name: 'Try it on this computer' }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('3')
    await page.getByText('Nothing is on this account yet.').waitFor()
    await window.inspect('library-empty')

    const [photo] = await photographs(1)
    mkdirSync(join(desk.photos, 'Export'), { recursive: true })
    writeFileSync(join(desk.photos, 'Export', photo?.name ?? ''), photo?.bytes ?? '')
    await window.ask('addFolder', { path: join(desk.photos, 'Export') })

    await page.getByRole('gridcell', { name: photo?.name ?? '' }).waitFor()
    await page.getByText('1 image', { exact: true }).waitFor()
    expect(window.complaints).toEqual([])
  })
})

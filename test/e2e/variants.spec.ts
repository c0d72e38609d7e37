import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Variant, VariantOptions } from '../../preload/contract/index.ts'
import { aWindow, dropOn, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

const plain: VariantOptions = {
  fit: 'scale-down',
  width: 200,
  height: 200,
  metadata: 'none',
  blur: null,
  browserTtlSeconds: null,
}
const aVariant = (id: string, options: Partial<VariantOptions> = {}): Variant => ({
  id,
  options: { ...plain, ...options },
  alwaysPublic: false,
})

/** A window on the variants, with so many photos of several shapes on the account, and these variants besides `public`. */
async function onVariants(window: Window, photos: number, variants: readonly Variant[] = []): Promise<void> {
  const { page } = window
  await page.getByRole('button', { name: 'Try it on this computer' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  if (photos > 0) {
    await dropOn(page, await photographs(photos))
    await page.getByRole('button', { name: `Send ${photos}` }).click()
    const delivered = async () => (await window.ask('snapshot', {})).queue.counts.delivered
    await expect.poll(delivered, { timeout: 60_000 }).toBe(photos)
  }
  for (const variant of variants) await window.ask('createVariant', { variant })
  await page.keyboard.press('4')
  await page.getByText(`${variants.length + 1} of 100`, { exact: true }).waitFor()
}

/** Waits until every cell in sight has its picture. */
async function drawn({ page }: Window): Promise<void> {
  await page.getByRole('gridcell').first().waitFor()
  await expect.poll(() => page.getByText('Rendering…').count(), { timeout: 60_000 }).toBe(0)
}

const sizeBehind = async (link: string) => {
  const answer = await fetch(link)
  const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
  return `${width} × ${height}`
}

describe('a variant', { timeout: 240_000 }, () => {
  it('is made before the wall, saved, and used: what the link serves is what the wall showed', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 6)
    await drawn(window)
    await window.inspect('variants')

    await page.keyboard.press('v')
    await page.getByLabel('Name', { exact: true }).and(page.locator(':focus')).waitFor()
    await page.keyboard.type('thumb')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('300')
    await page.keyboard.press('Tab')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('240')
    await page.keyboard.press('Tab')
    await page.getByRole('radio', { name: 'Scale down' }).and(page.locator(':focus')).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    const cell = page.getByRole('gridcell', { name: /_HF_0001\.JPG as thumb, 300 × 240, \d+ kB/ })
    await cell.waitFor()
    await cell.hover()
    await page.locator('[data-cut-away]').waitFor()
    await drawn(window)
    await window.inspect('variants-editing')
    expect((await window.ask('listVariants', {})).variants).toHaveLength(1)

    await page.keyboard.press('Control+s')
    await page.getByText('2 of 100', { exact: true }).waitFor()
    await page.getByText('Saved', { exact: true }).waitFor()
    await cell.focus()
    await page.keyboard.press('Control+c')
    await page.getByText('1 link copied').waitFor()

    expect(await window.copied()).toMatch(/\/thumb$/)
    expect(await sizeBehind(await window.copied())).toBe('300 × 240')
    expect(window.complaints).toEqual([])
  })

  it('is changed under the eyes of a person, who is told that every link changes', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 2, [aVariant('web')])
    await page.getByRole('option', { name: /^web/ }).click()
    await page.getByRole('gridcell', { name: /0001\.JPG as web, 133 × 200, \d+ kB/ }).waitFor()
    const [image] = (await window.ask('searchLibrary', { text: '0001' })).images
    const link = image?.links[0]?.replace(/public$/, 'web') ?? ''

    await page.getByLabel('Width', { exact: true }).fill('90')
    await page.getByText('Saving changes what every link with “web” shows').waitFor()
    await page.getByRole('gridcell', { name: /0001\.JPG as web, 90 × 135, \d+ kB/ }).waitFor()
    expect(await sizeBehind(link)).toBe('133 × 200')
    await page.getByRole('button', { name: /^Save/ }).click()
    await page.getByText('Saved', { exact: true }).waitFor()

    expect(await sizeBehind(link)).toBe('90 × 135')
    await drawn(window)
    await page.getByRole('gridcell', { name: /0001\.JPG as web, 90 × 135, \d+ kB/ }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('is kept as a draft while a person looks elsewhere, and given up only at their word', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 1, [aVariant('web')])
    await page.getByRole('option', { name: /^web/ }).click()
    await page.getByLabel('Height', { exact: true }).fill('77')

    await page.getByRole('option', { name: /^public/ }).click()
    await page.getByRole('option', { name: /^web.*Not saved/ }).waitFor()
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Queue/ })
      .click()
    await page.getByRole('navigation').getByRole('button', { name: 'Variants' }).click()
    await page.getByRole('option', { name: /^web.*Not saved/ }).click()
    expect(await page.getByLabel('Height', { exact: true }).inputValue()).toBe('77 px')
    const asked = page.waitForEvent('dialog')
    const leaving = page.evaluate(() => location.reload())
    await (await asked).dismiss()
    await leaving

    await page.getByRole('button', { name: 'Discard' }).click()
    expect(await page.getByLabel('Height', { exact: true }).inputValue()).toBe('200 px')
    expect(await page.getByText('Not saved').count()).toBe(0)
    expect(window.complaints).toEqual([])
  })

  it('is refused in words while it is none: a name that is taken, a side that is no size', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 1, [aVariant('web')])

    await page.keyboard.press('v')
    await page.getByLabel('Name', { exact: true }).fill('web')
    await page.getByText('There is already a variant “web”.').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('för web')
    await page.getByText('Give it a name of letters').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('for-web')
    await page.getByLabel('Width', { exact: true }).fill('0')
    await page.getByText('A whole number from 1 to 12,000, or nothing.').waitFor()
    await page
      .getByRole('button', { name: /^Create/ })
      .and(page.locator(':disabled'))
      .waitFor()
    await page.keyboard.press('Control+s')

    expect((await window.ask('listVariants', {})).variants).toHaveLength(2)
    await page.getByLabel('Width', { exact: true }).fill('')
    await page.getByText('With one side left open the photo follows the other').waitFor()
    await page.keyboard.press('Control+s')
    await page.getByText('3 of 100', { exact: true }).waitFor()
    const saved = await window.ask('getVariant', { variant: 'for-web' })
    expect([saved.options.width, saved.options.height]).toEqual([null, 800])
    expect(window.complaints).toEqual([])
  })

  it('is deleted after a question that says how many images have a link with it', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 3, [aVariant('web')])
    const [image] = (await window.ask('searchLibrary', {})).images
    const link = image?.links[0]?.replace(/public$/, 'web') ?? ''
    expect((await fetch(link)).status).toBe(200)

    await page.getByRole('listbox').focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('option', { name: /^web/, selected: true }).waitFor()
    await page.keyboard.press('Delete')
    await page.getByRole('dialog', { name: 'Delete the variant “web”?' }).getByText('3 images have one').waitFor()
    await page.keyboard.press('Escape')
    expect((await window.ask('listVariants', {})).variants).toHaveLength(2)
    await page.getByRole('button', { name: /^Delete/ }).click()
    await page.getByRole('button', { name: 'Delete variant' }).click()

    await page.getByText('1 of 100', { exact: true }).waitFor()
    expect((await fetch(link)).status).toBe(403)
    expect(await page.getByRole('button', { name: /^Delete/ }).isDisabled()).toBe(true)
    expect(window.complaints).toEqual([])
  })

  it('is one of a hundred at most, and the refusal is a sentence', async () => {
    await using window = await aWindow()
    const { page } = window
    const many = Array.from({ length: 98 }, (_, at) => aVariant(`size-${at + 1}`, { width: 40 + at }))
    await onVariants(window, 2, many)
    await page.keyboard.press('v')
    await page.getByLabel('Name', { exact: true }).fill('one-more')
    await window.ask('createVariant', { variant: aVariant('meanwhile') })

    await page.keyboard.press('Control+s')
    await page.getByRole('alert').getByText('An account has at most 100 variants').waitFor()
    // Only what is in sight is drawn.
    expect(await page.getByRole('gridcell').count()).toBeLessThan(20)
    await page.getByRole('button', { name: 'Discard' }).click()
    await page.keyboard.press('1')
    await page.keyboard.press('4')
    await page.getByText('100 of 100').waitFor()
    await page.keyboard.press('v')

    await page.getByText('An account has at most 100 variants').waitFor()
    expect(await page.getByLabel('Name', { exact: true }).count()).toBe(0)
  })
})

describe('the wall', { timeout: 240_000 }, () => {
  it('warns in the cell it is about: enlarged, cut off, too large, private and yet public', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 3, [
      aVariant('poster', { fit: 'contain', width: 1800, height: 1800 }),
      aVariant('square', { fit: 'cover', width: 300, height: 300 }),
    ])
    const [image] = (await window.ask('searchLibrary', { text: '0002' })).images
    if (image === undefined) throw new Error('three were delivered')
    await drawn(window)
    // With its access the image gets another id, which pictures on their way do not know.
    await page.keyboard.press('1')
    await window.ask('editImage', { image: image.id, change: { private: true } })
    await page.keyboard.press('4')
    const cell = (name: string, variant: string) =>
      page.getByRole('gridcell', { name: new RegExp(`${name}\\.JPG as ${variant}`) })

    await cell('0001', 'poster').getByText('Enlarged to 200 %').waitFor()
    await cell('0001', 'square').getByText('33 % cut off').waitFor()
    await page.getByRole('option', { name: /^poster/ }).click()
    await page.getByRole('switch', { name: 'Always public' }).click()
    await cell('0002', 'poster').getByText('Anybody can see this private photo at this size').waitFor()
    expect(await cell('0001', 'poster').getByText('Anybody can see').count()).toBe(0)
    await drawn(window)
    await window.inspect('variants-warnings')

    await page.getByRole('radio', { name: 'Cover' }).click()
    await page.getByLabel('Width', { exact: true }).fill('12000')
    await page.getByLabel('Height', { exact: true }).fill('12000')
    await cell('0001', 'poster').getByText('Too large: the service makes no such picture').waitFor()
    expect(window.complaints).toEqual([])
  })

  it('shows the photos a person chooses, for as long as the window is open', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 7)
    await drawn(window)
    expect(await page.getByRole('rowheader').count()).toBe(5)

    const first = (await page.getByRole('rowheader').first().getAttribute('aria-label')) ?? ''
    await page.getByRole('button', { name: `${first}: replace` }).click()
    await page.getByRole('menuitem', { name: 'Take off the wall' }).click()
    await page.getByRole('rowheader', { name: first }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Add a photo' }).click()
    await page.getByRole('dialog').getByRole('button', { name: first }).waitFor()
    await window.inspect('variants-picker')
    await page.getByRole('searchbox', { name: 'Find a photo by name' }).fill(first.slice(0, 8))
    await expect.poll(() => page.getByRole('dialog').getByRole('button', { name: /_HF_/ }).count()).toBe(1)
    await page.getByRole('dialog').getByRole('button', { name: first }).click()
    await page.getByRole('rowheader', { name: first }).waitFor()
    await page.getByRole('navigation').getByRole('button', { name: 'Variants' }).click()

    const last = page.getByRole('rowheader').last()
    await expect.poll(() => last.getAttribute('aria-label')).toBe(first)
    expect(window.complaints).toEqual([])
  })

  it('is walked through by the arrows, and Enter takes up the variant of a cell', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 2, [aVariant('web'), aVariant('mail', { width: 90 })])
    await drawn(window)

    await page.getByRole('gridcell').first().focus()
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowLeft']) {
      await page.keyboard.press(key)
      await page.locator('[role="gridcell"]:focus').waitFor()
    }
    await page
      .getByRole('gridcell', { name: /as mail/ })
      .and(page.locator(':focus'))
      .waitFor()
    await page.keyboard.press('Enter')

    await page.getByRole('option', { name: /^mail/, selected: true }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('teaches while there is no photo, and the list and the editor work all the same', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 0)
    await page.getByText('Send a photo first').waitFor()
    await window.inspect('variants-empty')

    await page.keyboard.press('v')
    await page.getByLabel('Name', { exact: true }).fill('first')
    await page.keyboard.press('Control+s')

    await page.getByText('2 of 100', { exact: true }).waitFor()
    expect(window.complaints).toEqual([])
  })

  it('has room in a narrow window, and in German', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 3, [aVariant('web', { fit: 'cover' })])
    await drawn(window)
    await page.setViewportSize({ width: 900, height: 700 })
    await window.inspect('variants-narrow')

    await page.setViewportSize({ width: 1440, height: 900 })
    await window.ask('changePreferences', { language: 'de' })
    await page.getByRole('heading', { name: 'Varianten' }).waitFor()
    await window.inspect('variants-german')
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(window.complaints).toEqual([])
  })

  it('tells whether sizes in links are served, and switches them', async () => {
    await using window = await aWindow()
    const { page } = window
    await onVariants(window, 1)
    const [image] = (await window.ask('searchLibrary', {})).images
    const link = image?.links[0]?.replace(/public$/, 'w=50') ?? ''
    const toggle = page.getByRole('switch', { name: 'Sizes in links' })
    await expect.poll(() => page.getByText('The service does not say').count()).toBe(0)
    expect([await toggle.isChecked(), (await fetch(link)).status]).toEqual([false, 403])

    await toggle.click()
    await expect.poll(() => toggle.isChecked()).toBe(true)

    expect((await fetch(link)).status).toBe(200)
    await page.reload()
    await expect.poll(() => toggle.isChecked()).toBe(true)
    expect(window.complaints).toEqual([])
  })
})

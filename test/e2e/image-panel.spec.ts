import { describe, expect, it } from 'vitest'
import { putImage } from '../scenarios/cli/put-image.ts'
import { aStudio, someVariants } from './a-studio.ts'

describe('the metadata of an image', { timeout: 120_000 }, () => {
  it('is counted as the service counts, refused past its limit, and saved as typed', async () => {
    await using studio = await aStudio()
    const { page } = studio.window
    const metadata = { sha256: 'a'.repeat(64), client: 'Miller', frame: 12, proof: true, crop: { x: 1 } }
    const id = await putImage(studio.cloud, { name: 'dune.jpg', metadata, creator: 'Ada' })
    await studio.open('dune.jpg')
    const bytes = Buffer.byteLength(JSON.stringify(metadata))
    await page.getByText(`${bytes} of 1,024 bytes`).waitFor()
    const save = page.getByRole('button', { name: 'Save' })

    await page.getByLabel('Value of client').fill('ü'.repeat(500))
    await page.getByText('of 1,024 bytes').getByText('too many: shorten it.').waitFor()
    const whenFull = await save.isDisabled()
    await page.getByLabel('Value of client').fill('Müller')
    await page.getByLabel('Value of frame').fill('twelve')
    await page.getByText('This is no number.').waitFor()
    const whenFaulty = await save.isDisabled()
    await page.getByLabel('Value of frame').fill('13')
    await page.getByRole('button', { name: 'Remove proof' }).click()
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.getByLabel('Name of the field').last().fill('place')
    await page.getByLabel('Value of place').fill('Rome')
    await page.getByLabel('Creator').fill('Bea')
    await save.click()
    await page.getByText('Saved', { exact: true }).waitFor()

    expect([whenFull, whenFaulty]).toEqual([true, true])
    expect(await studio.onAccount(id)).toMatchObject({
      creator: 'Bea',
      meta: { sha256: 'a'.repeat(64), client: 'Müller', frame: 13, crop: { x: 1 }, place: 'Rome' },
    })
    expect(Object.keys((await studio.onAccount(id))?.meta ?? {})).not.toContain('proof')
    expect(studio.window.complaints).toEqual([])
  })

  it('is not lost while it is typed: neither by looking elsewhere, nor when somebody else changes the image', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    const id = await putImage(studio.cloud, { name: 'dune.jpg', metadata: { client: 'Miller', stars: 1 } })
    await putImage(studio.cloud, { name: 'other.jpg' })
    await studio.open('dune.jpg')
    await page.getByLabel('Value of client').fill('Smith')

    await studio.choose('other.jpg')
    await page.getByText('Nothing is kept with it yet.').waitFor()
    await studio.choose('dune.jpg')
    await page.getByText('Not saved yet').waitFor()
    await ask('editImage', { image: id, change: { metadata: { kind: 'merge', set: { stars: 5 }, remove: [] } } })
    await page.getByText('It was changed elsewhere meanwhile.').waitFor()
    const seen = [
      await page.getByLabel('Value of client').inputValue(),
      await page.getByLabel('Value of stars').inputValue(),
    ]
    await page.getByText('JSON', { exact: true }).click()
    const json = await page.getByLabel('Metadata as JSON').inputValue()
    await page.getByLabel('Metadata as JSON').fill('{ "client": "Smith", "stars": 5, "tags": ["a", "b"] }')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()

    expect(seen).toEqual(['Smith', '5'])
    expect(JSON.parse(json)).toEqual({ client: 'Smith', stars: 5 })
    expect((await studio.onAccount(id))?.meta).toEqual({ client: 'Smith', stars: 5, tags: ['a', 'b'] })
    expect(studio.window.complaints).toEqual([])
  })

  it('says why it could not be saved, and keeps what was typed', async () => {
    await using studio = await aStudio()
    const { page } = studio.window
    const id = await putImage(studio.cloud, { name: 'dune.jpg', metadata: { client: 'Miller' } })
    await studio.open('dune.jpg')
    await page.getByLabel('Value of client').fill('Smith')

    studio.cloud.faults.set([{ kind: 'error', probability: 1, status: 403 }])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.metadata-form').getByRole('alert').waitFor()
    const kept = await page.getByLabel('Value of client').inputValue()
    studio.cloud.faults.set([])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()

    expect(kept).toBe('Smith')
    expect((await studio.onAccount(id))?.meta).toEqual({ client: 'Smith' })
  })
})

describe('an image under another id', { timeout: 120_000 }, () => {
  it('is followed with all that is shown and typed of it, when its access is changed here', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    await studio.deliver(1)
    const { images } = await ask('searchLibrary', {})
    const old = images[0]?.id ?? ''
    await studio.open('_HF_0001.JPG')
    await page.getByText('Verified on Cloudflare').waitFor()
    await page.getByRole('button', { name: 'Add a field' }).click()
    await page.getByLabel('Name of the field').fill('client')
    // A picture still on its way when its image goes would be one the browser complains about.
    await page.getByRole('switch', { name: 'Private' }).scrollIntoViewIfNeeded()
    await page.locator('.served-row').last().getByText('kB').waitFor()
    await page.locator('.served-row').filter({ hasNotText: 'kB' }).first().waitFor({ state: 'detached' })

    await page.getByRole('switch', { name: 'Private' }).click()
    await page.getByRole('dialog', { name: 'Make this image private?' }).waitFor()
    await page.getByRole('button', { name: 'Make it private' }).click()
    await page.getByText('Only signed links work.').waitFor()
    await page.getByText('Verified on Cloudflare').waitFor()
    const id = (await ask('searchLibrary', {})).images[0]?.id ?? ''
    await page.getByText(id).first().waitFor()

    expect(id).not.toBe(old)
    expect(await studio.onAccount(old)).toBeNull()
    expect(await studio.onAccount(id)).toMatchObject({ requireSignedURLs: true })
    expect(await page.getByLabel('Name of the field').inputValue()).toBe('client')
    expect(await page.getByText(old).count()).toBe(0)
    expect(studio.window.complaints).toEqual([])
  })

  it('is followed when somebody else changes its access, and not shown any more once it is deleted', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    const id = await putImage(studio.cloud, { name: 'dune.jpg' })
    await studio.open('dune.jpg')
    await page.getByText(id).first().waitFor()

    const { image } = await ask('editImage', { image: id, change: { private: true } })
    await page.getByText(image.id).first().waitFor()
    await page.getByRole('button', { name: 'Delete image' }).click()
    await page.getByRole('dialog', { name: 'Delete “dune.jpg” on the account?' }).waitFor()
    await page.getByRole('button', { name: 'Delete 1 image' }).click()
    await page.getByRole('button', { name: 'Preview dune.jpg' }).waitFor({ state: 'detached' })

    expect(await studio.onAccount(image.id)).toBeNull()
  })

  it('stays selected while nobody looks at its details', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    const id = await putImage(studio.cloud, { name: 'dune.jpg' })
    await putImage(studio.cloud, { name: 'other.jpg' })
    await studio.open('dune.jpg')
    await page.keyboard.press('i')
    await page.getByRole('region', { name: 'Details' }).waitFor({ state: 'detached' })

    const { image } = await ask('editImage', { image: id, change: { private: true } })
    await page.getByRole('gridcell', { name: /dune\.jpg, private/ }).waitFor()
    await page.keyboard.press('i')

    await page.getByText(image.id).first().waitFor()
    expect(await page.getByRole('gridcell', { selected: true }).count()).toBe(1)
    expect(studio.window.complaints).toEqual([])
  })

  it('can never be private under an id of one’s own', async () => {
    await using studio = await aStudio()
    const { page } = studio.window
    await putImage(studio.cloud, { name: 'own.jpg', id: 'weddings/own' })

    await studio.open('own.jpg')
    await page.getByText('such images can never be private').waitFor()

    expect(await page.getByRole('switch', { name: 'Private' }).isDisabled()).toBe(true)
  })
})

describe('the details', { timeout: 240_000 }, () => {
  it('show everything, fold away and stay so, in both themes and languages', async () => {
    await using studio = await aStudio()
    const { page, inspect, ask } = studio.window
    await someVariants(studio)
    await studio.deliver(3)
    const metadata = { client: 'Miller', frame: 12, proof: true, crop: { x: 1 }, caption: 'Two by the sea, at dusk' }
    await putImage(studio.cloud, { private: true, name: 'private.jpg', metadata, creator: 'Ada' })
    await studio.open('_HF_0001.JPG')
    await page.getByText('Verified on Cloudflare').waitFor()
    await page.getByText('600 × 900 · ').waitFor()
    await inspect('image-panel')
    await page.getByRole('radiogroup', { name: 'Copy as' }).getByText('<picture>', { exact: true }).click()
    const served = page.getByRole('button', { name: 'Use square for links' })
    await served.scrollIntoViewIfNeeded()
    await expect.poll(() => page.locator('.served-size').count(), { timeout: 30_000 }).toBe(4)
    await inspect('image-links')
    await page.setViewportSize({ width: 1440, height: 2300 })
    await inspect('image-panel-long')
    await studio.open('private.jpg')
    await expect.poll(() => page.locator('.served-size').count(), { timeout: 30_000 }).toBe(4)
    await page.getByRole('radiogroup', { name: 'Copy as' }).getByText('Own', { exact: true }).click()
    await page.getByLabel('Value of frame').fill('x')
    await page.getByRole('definition').getByText('60 × 40', { exact: true }).waitFor()
    await inspect('image-private-long')
    await ask('changePreferences', { language: 'de', linkForm: 'picture' })
    await page.getByText('Wie es ausgeliefert wird').waitFor()
    await inspect('image-german-long')
    await ask('changePreferences', { language: 'en' })
    await page.setViewportSize({ width: 900, height: 700 })
    // A narrow window puts them away by itself, and only then a key brings them back.
    await page.getByRole('region', { name: 'Details' }).waitFor({ state: 'detached' })
    await page.keyboard.press('i')
    await page.getByText('Metadata', { exact: true }).waitFor()
    await inspect('image-narrow')

    await page.getByText('Metadata', { exact: true }).click()
    await page.getByLabel('Creator').waitFor({ state: 'detached' })
    await page.reload()
    await studio.choose('_HF_0001.JPG')
    // A window that was narrow from the start has put them away.
    if ((await page.getByRole('region', { name: 'Details' }).count()) === 0) await page.keyboard.press('i')
    await page.getByText('Metadata', { exact: true }).waitFor()

    expect(await page.getByLabel('Creator').count()).toBe(0)
    expect(studio.window.complaints).toEqual([])
  })

  it('measure a hundred variants as they come into sight, a few at a time', async () => {
    await using studio = await aStudio()
    const { page } = studio.window
    for (let n = 1; n < 100; n += 1) await studio.createVariant(`v${String(n).padStart(2, '0')}`, 10 + n)
    await putImage(studio.cloud, { name: 'dune.jpg' })
    const isServed = (url: string) => url.includes('/photos/image/') && url.includes('variant=v')
    let running = 0
    let most = 0
    let asked = 0
    page.on('request', request => {
      if (!isServed(request.url())) return
      asked += 1
      running += 1
      most = Math.max(most, running)
    })
    page.on('requestfinished', request => {
      if (isServed(request.url())) running -= 1
    })
    page.on('requestfailed', request => {
      if (isServed(request.url())) running -= 1
    })

    await studio.open('dune.jpg')
    await page.getByText('As it is served').scrollIntoViewIfNeeded()
    await page.locator('.served-size').first().waitFor()
    const atFirst = asked
    for (let n = 1; n < 100; n += 6) {
      const row = page.getByRole('button', { name: `Use v${String(n).padStart(2, '0')} for links` })
      await row.scrollIntoViewIfNeeded()
      await row.locator('.served-size').waitFor()
    }
    await page.getByRole('button', { name: 'Use v99 for links' }).scrollIntoViewIfNeeded()
    await expect.poll(() => page.locator('.served-size').count(), { timeout: 60_000 }).toBe(100)

    expect(atFirst).toBeLessThan(40)
    expect(asked).toBe(99)
    expect(most).toBeLessThanOrEqual(4)
    expect(await page.getByRole('button', { name: 'Use v30 for links' }).textContent()).toContain('40 × 27')
    expect(studio.window.complaints).toEqual([])
  })
})

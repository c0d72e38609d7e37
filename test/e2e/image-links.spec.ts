import { describe, expect, it } from 'vitest'
import { putImage } from '../scenarios/cli/put-image.ts'
import { aStudio, someVariants, type Studio } from './a-studio.ts'

const hourMs = 3_600_000

describe('the links of an image', { timeout: 120_000 }, () => {
  it('are copied in each form as they are shown, in the library and by key in the queue', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    await someVariants(studio)
    await studio.deliver(2)
    const { images } = await ask('searchLibrary', { text: '_HF_0002' })
    const [image] = images
    if (image === undefined) throw new Error('it was delivered')
    const link = (variant: string) => `${studio.cloud.deliveryUrl}/${studio.cloud.accountHash}/${image.id}/${variant}`
    await studio.open('_HF_0002.JPG')
    const copied = async (form: string) => {
      const forms = page.getByRole('radiogroup', { name: 'Copy as' })
      await forms.getByText(form, { exact: true }).click()
      // The engine keeps the form, and the page shows what it kept.
      await expect.poll(() => forms.getByRole('radio', { name: form, exact: true }).isChecked()).toBe(true)
      await page.getByRole('button', { name: /^Copy the link of/ }).click()
      await expect.poll(() => studio.clipboard()).toBe(await page.getByLabel('What will be copied').textContent())
      return studio.clipboard()
    }
    const sizes = page.getByRole('button', { name: 'Use public for links' })
    await sizes.scrollIntoViewIfNeeded()
    await sizes.getByText('×').waitFor()

    const url = await copied('URL')
    const markdown = await copied('Markdown')
    const html = await copied('HTML')
    const picture = await copied('<picture>')
    await page.getByRole('radiogroup', { name: 'Copy as' }).getByText('Own', { exact: true }).click()
    await page.getByLabel('Own template').fill('{uri}')
    await page.getByText('There is no {uri}.').waitFor()
    const whenFaulty = await page.getByRole('button', { name: /^Copy the link of/ }).isDisabled()
    await page.getByLabel('Own template').fill('{title}|{id}|{variant}|{width}x{height}|{url}')
    await page.getByRole('button', { name: 'Use small for links' }).click()
    const own = await copied('Own')
    await page.keyboard.press('1')
    await page.getByRole('tab', { name: 'Delivered 2' }).click()
    await page.getByRole('row', { name: /_HF_0002/ }).click()
    await page.keyboard.press('Control+c')
    await page.getByText('1 link copied').last().waitFor()
    await expect.poll(() => studio.clipboard()).not.toBe(own)
    const inQueue = await studio.clipboard()
    await page.getByRole('radiogroup', { name: 'Copy as' }).getByText('<picture>', { exact: true }).click()
    await page.getByText('srcset').waitFor()
    await page.getByRole('row', { name: /_HF_0002/ }).focus()
    await page.keyboard.press('Control+c')
    await expect.poll(() => studio.clipboard()).toContain('<picture>')
    const pictureInQueue = await studio.clipboard()
    await studio.window.inspect('queue-links')

    expect(url).toBe(link('public'))
    expect(markdown).toBe(`![_HF_0002](<${link('public')}>)`)
    expect(html).toBe(`<img src="${link('public')}" alt="_HF_0002" width="900" height="675">`)
    expect(picture).toContain(`srcset="${link('small')} 320w, ${link('medium')} 640w, ${link('public')} 900w"`)
    expect(whenFaulty).toBe(true)
    expect(own).toBe(`_HF_0002|${image.id}|small|320x240|${link('small')}`)
    expect(inQueue).toBe(`_HF_0002|${image.id}|small|x|${link('small')}`)
    expect(pictureInQueue).toContain(link('medium'))
    expect(await loadsAt(page, picture, 300)).toEqual({ shown: link('small'), width: 320 })
    expect(await loadsAt(page, picture, 1_200)).toEqual({ shown: link('public'), width: 900 })
    expect(studio.window.complaints).toEqual([])
  })

  it('are signed until a time one chooses, in the chosen form, and end then', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    await someVariants(studio)
    await ask('createSigningKey', { key: 'client-a' })
    await putImage(studio.cloud, { name: 'secret.jpg', private: true })
    await studio.open('secret.jpg')
    await page.getByText('Private: refused without a signature.').waitFor()
    const plain = (await page.getByLabel('What will be copied').textContent()) ?? ''

    await page.getByRole('combobox', { name: 'Key' }).click()
    await page.getByRole('option', { name: 'client-a' }).click()
    await page.getByRole('radiogroup', { name: 'Works for' }).getByText('1 hour').click()
    await page.getByRole('button', { name: 'Sign and copy' }).click()
    await page.getByText('Until then anybody who has it sees the picture.').waitFor()
    await studio.window.inspect('image-signed')
    const signed = await studio.clipboard()
    await page.getByRole('radiogroup', { name: 'Copy as' }).getByText('HTML', { exact: true }).click()
    const inHtml = page.getByRole('group', { name: 'Signed link' }).getByText(`src="${signed.replace('&', '&amp;')}"`)
    await inHtml.waitFor()
    const before = await Promise.all([plain, signed].map(statusOf))
    studio.moveClock(hourMs - 60_000)
    const shortly = await statusOf(signed)
    studio.moveClock(120_000)
    const after = await statusOf(signed)
    await page.getByText('Until…').click()
    await page.getByLabel('Until', { exact: true }).fill('2020-01-01T10:00')
    await page.getByText('Choose a time to come.').waitFor()
    const whenPast = await page.getByRole('button', { name: 'Sign and copy' }).isDisabled()
    await page.getByRole('button', { name: 'Use square for links' }).click()
    await page.getByText('“square” is always public').waitFor()

    expect(before).toEqual([403, 200])
    expect([shortly, after]).toEqual([200, 403])
    expect(whenPast).toBe(true)
    expect(await statusOf(plain.replace('/public', '/square'))).toBe(200)
    expect(studio.window.complaints).toEqual([])
  })
})

const statusOf = async (url: string) => (await fetch(url)).status

type Page = Studio['window']['page']

/** Pastes a piece of HTML into a page of its own, in a window this wide: which address is shown, how wide is what came? */
async function loadsAt(page: Page, html: string, width: number): Promise<{ shown: string; width: number }> {
  const place = await page.context().newPage()
  await place.setViewportSize({ width, height: 800 })
  await place.setContent(html)
  const image = place.locator('img')
  await expect.poll(() => image.evaluate((shown: HTMLImageElement) => shown.complete)).toBe(true)
  const seen = await image.evaluate(async (shown: HTMLImageElement) => {
    const bare = new Image()
    bare.src = shown.currentSrc
    await bare.decode()
    return { shown: shown.currentSrc, width: bare.naturalWidth }
  })
  await place.close()
  return seen
}

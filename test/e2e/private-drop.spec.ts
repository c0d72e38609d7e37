import { describe, expect, it } from 'vitest'
import { aWindow, dropOn } from './a-window.ts'
import { photographs } from './photographs.ts'

describe('the sheet before sending', { timeout: 120_000 }, () => {
  it('sends privately at a word: the links refuse everybody, and what is kept stands with the images', async () => {
    await using window = await aWindow()
    const { page } = window

    await dropOn(page, await photographs(2))
    const sheet = page.getByRole('dialog', { name: 'Ready to send?' })
    await sheet.getByRole('button', { name: 'Send 2' }).waitFor()
    await sheet.getByText('Private', { exact: true }).click()
    await sheet.getByText('Only a signed link that you hand out shows them.').waitFor()
    await sheet.getByRole('button', { name: 'Creator and tags' }).click()
    await sheet.getByLabel('Creator').fill('Ada')
    await sheet.getByLabel('Tags').fill('client = Miller\nnonsense')
    await sheet.getByText('“nonsense” is not of the form name = value.').waitFor()
    expect(await sheet.getByRole('button', { name: 'Send 2' }).isDisabled()).toBe(true)
    await sheet.getByLabel('Tags').fill('client = Miller')
    await window.inspect('preflight-private')
    await sheet.getByRole('button', { name: 'Send 2' }).click()
    await page.getByRole('tab', { name: 'Delivered 2' }).waitFor()

    const { images } = await window.ask('listImages', {})
    expect(images).toHaveLength(2)
    for (const image of images) {
      expect(image).toMatchObject({ private: true, creator: 'Ada', metadata: { client: 'Miller' } })
      const [link = ''] = image.links
      expect((await fetch(link)).ok).toBe(false)
    }
    expect(window.complaints).toEqual([])
  })

  it('says that what was delivered before keeps its access, and begins as the last one was sent', async () => {
    await using window = await aWindow()
    const { page } = window
    const photos = await photographs(2)
    await dropOn(page, photos.slice(0, 1))
    await page.getByRole('button', { name: 'Send 1' }).click()
    await page.getByRole('tab', { name: 'Delivered 1' }).waitFor()

    await dropOn(page, photos)
    const sheet = page.getByRole('dialog', { name: 'Ready to send?' })
    await sheet.getByRole('button', { name: '1 already delivered' }).click()
    await sheet.getByText('They keep their link and their access').waitFor()
    await sheet.getByText('Private', { exact: true }).click()
    await sheet.getByText('1 photo delivered before keeps its access').waitFor()
    await sheet.getByRole('button', { name: 'Send 1' }).click()
    await page.getByRole('tab', { name: 'Delivered 2' }).waitFor()
    await dropOn(page, await photographs(1, 50))
    await sheet.getByRole('button', { name: 'Send 1' }).waitFor()

    expect(await sheet.getByRole('radio', { name: 'Private' }).isChecked()).toBe(true)
    const { images } = await window.ask('listImages', {})
    expect(images.filter(image => image.private)).toHaveLength(1)
    expect(images).toHaveLength(2)
    expect(window.complaints).toEqual([])
  })

  it('takes photos to another account, and waits in the queue when it is closed', async () => {
    await using window = await aWindow()
    const { page, desk } = window
    const { accountId, baseUrl, token } = await desk.cloud()
    await window.ask('addProfile', { name: 'Studio', account: { kind: 'cloudflare', accountId, baseUrl }, token })

    await dropOn(page, await photographs(2))
    const sheet = page.getByRole('dialog', { name: 'Ready to send?' })
    await sheet.getByRole('button', { name: 'Send 2' }).waitFor()
    await sheet.getByRole('combobox', { name: 'Account' }).click()
    await page.getByRole('option', { name: 'Studio' }).click()
    await expect.poll(() => sheet.getByRole('combobox', { name: 'Account' }).inputValue()).toBe('Studio')
    await sheet.getByRole('button', { name: 'Send 2' }).waitFor()
    await sheet.getByRole('button', { name: 'Close' }).click()
    await page.getByText('2 photos wait in the queue for your word').waitFor()
    await page.getByRole('button', { name: '2 wait for your word' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Send 2' }).click()
    await page.getByRole('tab', { name: 'Delivered 2' }).waitFor()

    expect((await window.ask('listImages', { profile: 'Studio' })).images).toHaveLength(2)
    expect((await window.ask('listImages', { profile: 'local' })).images).toHaveLength(0)
    expect((await window.ask('listJobs', { kinds: ['cancelled'] })).jobs).toEqual([])
    expect(window.complaints).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { aStudio, type Studio } from './a-studio.ts'
import { dropOn } from './a-window.ts'
import { photographs } from './photographs.ts'

/** Photographs from here, sent so that everybody may see them, or that nobody may. */
async function send({ window: { page, ask } }: Studio, first: number, access: 'Public' | 'Private'): Promise<void> {
  const before = (await ask('snapshot', {})).queue.counts.delivered
  await dropOn(page, await photographs(2, first))
  const sheet = page.getByRole('dialog', { name: 'Ready to send?' })
  await sheet.getByRole('button', { name: 'Send 2' }).waitFor()
  await sheet.getByText(access, { exact: true }).click()
  await sheet.getByRole('button', { name: 'Send 2' }).click()
  const delivered = async () => (await ask('snapshot', {})).queue.counts.delivered
  await expect.poll(delivered, { timeout: 30_000 }).toBe(before + 2)
}

/** Each link as somebody opens it who got it by mail. */
const opened = (text: string) =>
  Promise.all(
    text.split('\n').map(async link => {
      const answer = await fetch(link)
      return { isSigned: link.includes('sig='), status: answer.status, type: answer.headers.get('content-type') }
    }),
  )

const open = { isSigned: false, status: 200, type: 'image/jpeg' }
const signed = { isSigned: true, status: 200, type: 'image/jpeg' }

describe('links of public and private images together', { timeout: 120_000 }, () => {
  it('are copied by one key in the queue and in the library, and each of them opens', async () => {
    await using studio = await aStudio()
    const { page, ask } = studio.window
    await send(studio, 1, 'Public')
    await send(studio, 11, 'Private')
    const copied = async () => {
      await page.evaluate(() => navigator.clipboard.writeText(''))
      await page.keyboard.press('Control+c')
      await expect.poll(() => studio.clipboard()).not.toBe('')
      return studio.clipboard()
    }

    await page.keyboard.press('1')
    await page.getByRole('tab', { name: 'Delivered 4' }).click()
    await page.getByRole('row', { name: /_HF_0001/ }).click()
    await page.keyboard.press('Control+a')
    await page.getByText('4 photos selected').first().waitFor()
    const inQueue = await copied()
    await page.getByText('Private: 2 links are signed, good for 7 days').waitFor()
    await studio.window.inspect('queue-links-mixed')
    await ask('syncLibrary', {})
    await page.keyboard.press('3')
    await studio.choose('_HF_0012.JPG')
    await page.keyboard.press('Control+a')
    const inLibrary = await copied()

    for (const text of [inQueue, inLibrary]) {
      const answers = await opened(text)
      expect(answers).toHaveLength(4)
      expect(answers).toEqual(expect.arrayContaining([open, signed]))
      expect(answers.filter(answer => answer.isSigned)).toEqual([signed, signed])
      expect(answers.filter(answer => !answer.isSigned)).toEqual([open, open])
    }
    expect(studio.window.complaints).toEqual([])
  })
})

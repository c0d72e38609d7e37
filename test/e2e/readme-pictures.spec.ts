import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Page } from 'playwright-core'
import type { Variant } from '../../preload/contract/index.ts'
import { aWindow, dropOn, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

/** What the README shows; made anew by `npm run pictures`. */
const pictures = new URL('./pictures/', import.meta.url).pathname
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const isAsked = process.env['HOTFOLDER_PICTURES'] === 'make'
const onlyWhenAsked = 'npm run pictures makes them.'
/** Twice as fine as the journeys need them. */
const detail = 0.45

const mostBytes = 60_000
const mostBytesInAll = 300_000

const made = { metadata: 'none', blur: null, browserTtlSeconds: null } as const
const variants: readonly Variant[] = [
  { id: 'mail', options: { ...made, fit: 'scale-down', width: 640, height: 640 }, alwaysPublic: false },
  { id: 'square', options: { ...made, fit: 'cover', width: 320, height: 320 }, alwaysPublic: true },
  { id: 'story', options: { ...made, fit: 'crop', width: 360, height: 640 }, alwaysPublic: false },
]

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(async () => {
    await Promise.all([...document.images].map(image => image.decode().catch(() => {})))
  })
  const picture = await page.screenshot()
  mkdirSync(pictures, { recursive: true })
  writeFileSync(join(pictures, `${name}.webp`), await small(picture))
}

/** As good as there is room for. */
async function small(picture: Buffer): Promise<Buffer> {
  for (const quality of [80, 70, 60]) {
    const bytes = await sharp(picture).webp({ quality, effort: 6 }).toBuffer()
    if (bytes.length < mostBytes * 0.95) return bytes
  }
  return sharp(picture).webp({ quality: 50, effort: 6 }).toBuffer()
}

/** A day at a studio: two folders watched, a drop looked at, photos on their way. */
async function aStudioDay({ page, ask }: Window, studio: string): Promise<void> {
  const seen = { Weddings: await photographs(26, 400, detail), Portraits: await photographs(7, 500, detail) }
  for (const [folder, photos] of Object.entries(seen)) {
    mkdirSync(join(studio, folder))
    for (const { name, bytes } of photos) writeFileSync(join(studio, folder, name), bytes)
    await ask('addFolder', { path: join(studio, folder) })
  }
  await page.getByRole('tab', { name: 'Delivered 33' }).waitFor()
  await ask('setLimits', { bytesPerSecond: 400_000, concurrency: 14 })
}

describe('the pictures of the README', { timeout: 300_000 }, () => {
  it('are made of a day at a studio', async ({ skip }) => {
    if (!isAsked) {
      console.info(`The pictures of the README are not made: ${onlyWhenAsked}`)
      skip(onlyWhenAsked)
    }
    // Its name is in the pictures; there is one such run at a time.
    const studio = join(tmpdir(), 'Studio')
    mkdirSync(studio)
    onTestFinished(() => rmSync(studio, { recursive: true }))
    await using window = await aWindow({ root: studio })
    const { page } = window
    await window.ask('changePreferences', { theme: 'dark' })
    await aStudioDay(window, studio)
    const shoot = await photographs(60, 1, detail)
    const half = shoot.at(-1)
    const broken = half === undefined ? [] : [{ name: '_HF_0061.JPG', bytes: half.bytes.subarray(0, 40_000) }]
    const again = await photographs(4, 400, detail)
    await dropOn(page, [...shoot, ...broken, ...again])
    await page.getByRole('button', { name: 'Send 60' }).waitFor()
    await page.getByText('4 already delivered').waitFor()
    await page.getByText(/^Looking at/).waitFor({ state: 'hidden' })
    await page.getByText('60 ready').click()
    await keep(page, 'preflight')

    await page.getByRole('button', { name: 'Send 60' }).click()
    const underWay = page.getByRole('row', { name: /Sending [2-9]/ })
    await underWay.nth(7).waitFor()
    await page
      .getByText(/ left$/)
      .first()
      .waitFor()
    await underWay.first().click()
    await keep(page, 'queue')

    await page.keyboard.press('2')
    await page.getByRole('heading', { name: /Weddings/ }).waitFor()
    await keep(page, 'folders')

    await window.ask('setLimits', { bytesPerSecond: null })
    const delivered = async () => (await window.ask('snapshot', {})).queue.counts.delivered
    await expect.poll(delivered, { timeout: 120_000 }).toBe(93)
    await page.keyboard.press('3')
    await page.getByText('93 images', { exact: true }).waitFor()
    await page.getByRole('gridcell').nth(4).click()
    await page.getByText('Verified on this computer’s cloud').waitFor()
    await keep(page, 'library')

    for (const variant of variants) await window.ask('createVariant', { variant })
    await page.keyboard.press('4')
    await page.getByRole('option', { name: /^story/ }).click()
    await page.getByRole('gridcell').first().waitFor()
    await expect.poll(() => page.getByText('Rendering…').count(), { timeout: 60_000 }).toBe(0)
    await keep(page, 'variants')
  })
})

describe('the pictures in the README', () => {
  const kept = () => readdirSync(pictures)

  it('are small', () => {
    const sizes = kept().map(name => statSync(join(pictures, name)).size)

    for (const [at, size] of sizes.entries()) expect(size, kept()[at]).toBeLessThanOrEqual(mostBytes)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(mostBytesInAll)
  })

  it('are those that are shown, each with words for who cannot see it', () => {
    const shown = [...readme.matchAll(/!\[([^\]]*)\]\(test\/e2e\/pictures\/([^)]+)\)/g)]

    expect(shown.map(([, , name = '']) => name).toSorted()).toEqual(kept().toSorted())
    for (const [, words, name] of shown) expect(words?.length, name).toBeGreaterThan(20)
  })

  it('are pictures of a whole window', async () => {
    for (const name of kept()) {
      const { format, width, height } = await sharp(join(pictures, name)).metadata()

      expect([format, width, height]).toEqual(['webp', 1440, 900])
    }
  })
})

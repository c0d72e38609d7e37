import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Window } from './a-window.ts'

/** Where pictures of every screen go. */
export const pictures = new URL('../../test-results/screens', import.meta.url).pathname

const themes = ['dark', 'light'] as const
/** What a theme can make wrong; all else was looked at in the first. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** A picture as it stands: of pages that were looked at elsewhere. */
export async function photograph(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await settled(page)
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}

/** In both themes: takes a picture, and has axe look at the page; in the second only at what its colours may spoil. */
export async function inspect(page: Page, ask: Window['ask'], name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  for (const theme of themes) {
    await ask('changePreferences', { theme })
    await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor()
    await settled(page)
    await page.screenshot({ path: join(pictures, `${name}-${theme}.png`) })
    expect(await faultsIn(page, theme), `${name} ${theme}`).toEqual([])
  }
}

async function faultsIn(page: Page, theme: (typeof themes)[number]): Promise<string[]> {
  const rules = theme === themes[0] ? {} : { runOnly: rulesOfColour }
  // The other mode is for frames of other origins, of which the page has none: it opens a tab for each look and takes four times as long.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], ...rules })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 200)}`))
}

/** All pictures in sight are there, and nothing is drawn any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.all([...document.images].map(image => image.decode().catch(() => {})))
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

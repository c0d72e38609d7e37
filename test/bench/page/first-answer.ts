import type { Page } from 'playwright-core'

export type FirstAnswer = { drawnMs: number; answeredMs: number }

/**
 * From the navigation until the first of these are drawn, and until the first key a person presses then has shown what it
 * does. Both by the page’s own clock, which begins with the navigation.
 */
export async function firstAnswer(
  page: Page,
  { drawn, key, answered }: { drawn: string; key: string; answered: string },
): Promise<FirstAnswer> {
  const drawnMs = await seen(page, drawn)
  await page.locator('[role="grid"]').focus()
  await page.keyboard.press(key)
  return { drawnMs, answeredMs: await seen(page, answered) }
}

/** When the first frame with such a part was on screen. */
export function seen(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    wanted =>
      new Promise<number>((resolve, reject) => {
        const look = () => {
          if (document.querySelector(wanted) !== null)
            requestAnimationFrame(() => setTimeout(() => resolve(performance.now())))
          else if (performance.now() > 60_000) reject(new Error(`never drawn: ${wanted}`))
          else requestAnimationFrame(look)
        }
        look()
      }),
    selector,
  )
}

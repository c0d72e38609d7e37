import { describe, expect, it } from 'vitest'
import { runtime } from '../a-desktop.ts'
import { type AnApp, anApp } from './an-app.ts'

/** Answers the question from now on as this person would: 0 stays, 1 leaves. */
const answer = ({ app }: AnApp, chosen: 0 | 1) =>
  app.evaluate(({ dialog }, response) => {
    const held = globalThis as unknown as { asked?: string[] }
    const asked = (held.asked ??= [])
    dialog.showMessageBoxSync = (...said: unknown[]) => {
      asked.push((said.at(-1) as { message: string }).message)
      return response
    }
  }, chosen)

const asked = ({ app }: AnApp) => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)

describe(`what is typed and not saved (on ${runtime})`, { timeout: 120_000 }, () => {
  it('is asked about before the app ends: who stays goes on working, who leaves ends it', async () => {
    await using app = await anApp()
    const page = await app.page()
    await app.app.evaluate(({ Menu }) => {
      const row = Menu.getApplicationMenu()?.getMenuItemById('variants')
      row?.click(row)
    })
    await page.getByRole('button', { name: 'New variant' }).first().click()
    await page.getByLabel('Name', { exact: true }).fill('not-saved-yet')

    await answer(app, 0)
    await app.app.evaluate(({ app: program }) => program.quit())
    await expect.poll(() => asked(app)).toHaveLength(1)
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('not-saved-yet')
    expect((await app.bridge.snapshot({})).ok).toBe(true)

    await answer(app, 1)
    await app.app.evaluate(({ app: program }) => program.quit())
    expect(await app.run.ended).toBe(0)
  })

  it('is not asked about where there is nothing', async () => {
    await using app = await anApp()
    await answer(app, 0)

    await app.app.evaluate(({ app: program }) => program.quit())

    expect(await app.run.ended).toBe(0)
  })
})

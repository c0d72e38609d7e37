import { describe, expect, it } from 'vitest'
import { aDesk } from '../../scenarios/cli/a-desk.ts'
import { runtime } from '../a-desktop.ts'
import { anApp } from './an-app.ts'

describe(`a first start of the desktop (on ${runtime})`, { timeout: 120_000 }, () => {
  it('with photos shows their sheet, as “Send to” and “Open with” start it', async () => {
    const desk = aDesk()
    const paths = await Promise.all([1, 2].map(number => desk.photo(`_${number}.jpg`)))
    await using app = await anApp({ desk, args: ['--send', ...paths] })
    const page = await app.page()

    await page.getByRole('button', { name: 'Send 2' }).click()
    await page.getByRole('tab', { name: 'Delivered 2' }).waitFor()
  })

  it('with a link shows the place it names', async () => {
    await using app = await anApp({ args: ['hotfolder://settings'] })

    await (await app.page()).getByRole('heading', { name: 'Settings' }).waitFor()
  })

  it('holds nothing of the folder it was started in, which may be a card', async () => {
    await using app = await anApp()

    expect(await app.app.evaluate(() => process.cwd())).toBe(app.desk.home)
  })

  it('hears what a menu asks for while no window was open', async () => {
    await using app = await anApp({ isHidden: true })
    await app.app.evaluate(({ Menu }) => {
      const row = Menu.getApplicationMenu()?.getMenuItemById('openPalette')
      row?.click(row)
    })

    await (await app.page()).getByRole('combobox', { name: 'Find a command' }).waitFor()
  })
})

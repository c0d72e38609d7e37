import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aDesk } from '../../scenarios/cli/a-desk.ts'
import { runtime } from '../a-desktop.ts'
import { photographs } from '../photographs.ts'
import { type AnApp, anApp } from './an-app.ts'

/** Presses a row of the menu bar, by its id. */
const press = ({ app }: AnApp, id: string) =>
  app.evaluate(({ Menu }, wanted) => {
    const row = Menu.getApplicationMenu()?.getMenuItemById(wanted)
    if (row === null || row === undefined) throw new Error(`there is no row ${wanted}`)
    row.click(row)
  }, id)

const pressTray = ({ app }: AnApp, label: string) =>
  app.evaluate((_electron, wanted) => {
    const held = globalThis as unknown as { trayMenu: Electron.Menu }
    const row = held.trayMenu.items.find(one => one.label === wanted)
    if (row === undefined) throw new Error(`the tray has no row ${wanted}`)
    row.click(row)
  }, label)

/** Runs in the program. */
function recentLinks(): string[] {
  const held = globalThis as unknown as { trayMenu?: Electron.Menu }
  const links = held.trayMenu?.items.find(one => one.label === 'Copy a recent link')?.submenu
  const rows = Array.isArray(links) ? links : (links?.items ?? [])
  return rows.map((row: { label: string }) => row.label)
}

describe(`around the window (on ${runtime})`, { timeout: 120_000 }, () => {
  it('a batch ends in one notification, and its click leads to what was delivered', async () => {
    await using app = await anApp()
    const page = await app.page()
    await app.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.blur())
    const paths = await Promise.all([1, 2, 3, 4].map(number => app.desk.photo(`_${number}.jpg`)))

    await app.bridge.addPhotos({ paths: [...paths, app.desk.file('broken.jpg', 'no picture')] })

    await expect
      .poll(async () => (await app.seen()).notices, { timeout: 30_000 })
      .toEqual([{ title: '4 photos delivered', body: '1 held' }])
    await app.app.evaluate(() => {
      const held = globalThis as unknown as { noticed: { emit(name: string): void }[] }
      held.noticed[0]?.emit('click')
    })
    await page.getByRole('tab', { name: /^Held/, selected: true }).waitFor()
    expect((await app.seen()).notices).toHaveLength(1)
  })

  it('a line that is gone is told once, after three failures', async () => {
    const desk = aDesk()
    const cloud = await desk.cloud()
    const env = await desk.profileFor(cloud)
    await cloud.close()
    await using app = await anApp({ desk, env, isHidden: true })
    const paths = await Promise.all([1, 2, 3, 4, 5].map(number => desk.photo(`_${number}.jpg`)))

    await app.bridge.addPhotos({ paths })

    await expect
      .poll(async () => (await app.seen()).notices.map(one => one.title), { timeout: 30_000 })
      .toEqual(['Connection lost'])
    await expect
      .poll(async () => {
        const snapshot = await app.bridge.snapshot({})
        return snapshot.ok ? snapshot.value.queue.counts.waiting : 0
      })
      .toBeGreaterThanOrEqual(3)
    expect((await app.seen()).notices).toHaveLength(1)
  })

  it('the tray says what happens, pauses, and hands out the last links', async () => {
    await using app = await anApp({ isHidden: true })
    const photo = await app.desk.photo('Bride.jpg')
    await app.bridge.addPhotos({ paths: [photo] })
    await expect.poll(() => app.app.evaluate(recentLinks), { timeout: 30_000 }).toEqual(['Bride.jpg'])
    await expect
      .poll(async () => (await app.seen()).tips.at(-1), { timeout: 30_000 })
      .toBe('Hotfolder · Nothing to send')
    await expect.poll(async () => (await app.seen()).trayRows).toContain('Pause all')

    await pressTray(app, 'Pause all')
    await expect.poll(async () => (await app.seen()).tips.at(-1)).toBe('Hotfolder · Paused')
    await app.app.evaluate(() => {
      const held = globalThis as unknown as { trayMenu: Electron.Menu }
      const links = held.trayMenu.items.find(one => one.label === 'Copy a recent link')?.submenu
      const row = (Array.isArray(links) ? links : links?.items)?.find(
        (one: { label: string }) => one.label === 'Bride.jpg',
      )
      row?.click(row)
    })

    const link = await app.app.evaluate(({ clipboard }) => clipboard.readText())
    expect((await fetch(link)).status).toBe(200)
    await pressTray(app, 'Resume all')
    await expect.poll(async () => (await app.seen()).tips.at(-1)).toBe('Hotfolder · Nothing to send')
  })

  it('dock, taskbar and power follow the queue, and let go when it is done', async () => {
    await using app = await anApp()
    await app.app.evaluate(({ BrowserWindow, powerSaveBlocker }) => {
      const shown: number[] = []
      const awake: string[] = []
      Object.assign(globalThis, { shown, awake })
      const window = BrowserWindow.getAllWindows()[0]
      if (window === undefined) return
      const setProgressBar = window.setProgressBar.bind(window)
      window.setProgressBar = (progress, options) => {
        shown.push(progress)
        setProgressBar(progress, options)
      }
      const { start, stop } = powerSaveBlocker
      powerSaveBlocker.start = type => {
        awake.push('start')
        return start.call(powerSaveBlocker, type)
      }
      powerSaveBlocker.stop = id => {
        awake.push('stop')
        return stop.call(powerSaveBlocker, id)
      }
    })
    const noted = () =>
      app.app.evaluate(() => {
        const { shown, awake } = globalThis as unknown as { shown: number[]; awake: string[] }
        return { shown, awake }
      })
    await app.bridge.setLimits({ bytesPerSecond: 60_000, concurrency: 2 })
    const paths = (await photographs(6)).map(({ name, bytes }) => {
      const path = join(app.desk.photos, name)
      writeFileSync(path, bytes)
      return path
    })

    await app.bridge.addPhotos({ paths })

    await expect
      .poll(async () => (await noted()).shown.some(share => share > 0 && share < 1), { timeout: 30_000 })
      .toBe(true)
    await app.bridge.setLimits({ bytesPerSecond: null })
    await expect.poll(async () => (await noted()).shown.at(-1), { timeout: 30_000 }).toBe(-1)
    await expect.poll(async () => (await noted()).awake.at(-1)).toBe('stop')
    expect((await noted()).awake[0]).toBe('start')
  })

  it('menus lead to every screen and open the system’s own pickers', async () => {
    await using app = await anApp()
    const page = await app.page()
    const photo = await app.desk.photo('_1.jpg')
    await app.app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
    }, photo)

    await press(app, 'addPhotos')
    await page.getByRole('button', { name: 'Send 1' }).click()
    await page.getByRole('tab', { name: 'Delivered 1' }).click()
    for (const [id, heading] of [
      ['folders', 'Folders'],
      ['settings', 'Settings'],
    ] as const) {
      await press(app, id)
      await page.getByRole('heading', { name: heading }).waitFor()
    }
    await press(app, 'openPalette')
    await page.getByRole('combobox', { name: 'Find a command' }).waitFor()
    expect(page.url()).toMatch(/#\/settings$/)
  })

  it('a picture in the clipboard becomes a photo, and a delivered one is shown in its folder', async () => {
    await using app = await anApp()
    const page = await app.page()
    const [photo] = await photographs(1)
    if (photo === undefined) throw new Error('one was asked for')
    await app.app.evaluate(
      async ({ clipboard, ClipboardItem }, base64) => {
        const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
        await clipboard.write([new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) })])
      },
      (await toPng(photo.bytes)).toString('base64'),
    )

    await press(app, 'pasteImage')
    await page.getByRole('button', { name: 'Send 1' }).click()
    await page.getByRole('tab', { name: 'Delivered 1' }).click()
    await page.getByRole('row', { name: /^.*Clipboard/ }).click()
    await page.keyboard.press('Control+Shift+r')

    await expect.poll(async () => (await app.seen()).revealed).toEqual([expect.stringMatching(/Clipboard .*\.png$/)])
  })

  it.runIf(runtime === 'stand-in')('files and whole folders are taken where they lie: nothing is copied', async () => {
    await using app = await anApp()
    const page = await app.page()
    const path = await app.desk.photo('Dropped here.jpg')
    await app.app.evaluate(
      async ({ BrowserWindow }, paths) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
          willDrop(all: string[]): Promise<void>
        }
        await contents.willDrop(paths)
      },
      [path],
    )
    const line = await page.context().newCDPSession(page)
    const data = { items: [], files: [path], dragOperationsMask: 1 }

    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await line.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })

    await page.getByRole('button', { name: 'Send 1' }).click()
    await page.getByRole('tab', { name: 'Delivered 1' }).click()
    const receipts = await app.bridge.listReceipts({})
    expect(receipts.ok && receipts.value.receipts.map(receipt => receipt.path)).toEqual([path])
  })

  it('the settings say how the app stands in the system, and where it is not installed what for', async () => {
    await using app = await anApp()
    const page = await app.page()
    await press(app, 'settings')
    const part = page.getByRole('region', { name: 'App', exact: true })
    const atLogin = part.getByRole('switch', { name: 'Start when you log in' })

    expect(await atLogin.isDisabled()).toBe(true)
    await part.getByText('Only where Hotfolder is installed.').waitFor()
    await app.app.evaluate(({ app: program, dialog }) => {
      Object.defineProperty(program, 'isPackaged', { value: true })
      Object.assign(globalThis, { boxes: [] })
      dialog.showMessageBox = async (...said: unknown[]) => {
        ;(globalThis as unknown as { boxes: unknown[] }).boxes.push((said.at(-1) as { message: string }).message)
        return { response: 0, checkboxChecked: false }
      }
    })
    await press(app, 'folders')
    await page.getByRole('heading', { name: 'Folders' }).waitFor()
    await press(app, 'settings')
    await atLogin.click()
    const autostart = join(app.desk.home, 'config', 'autostart', 'hotfolder.desktop')
    await expect.poll(() => process.platform !== 'linux' || existsSync(autostart)).toBe(true)
    await expect.poll(() => atLogin.isChecked()).toBe(true)
    await atLogin.click()
    await expect.poll(() => process.platform === 'linux' && existsSync(autostart)).toBe(false)

    await part.getByRole('button', { name: 'Check for updates…' }).click()
    const boxes = () => app.app.evaluate(() => (globalThis as unknown as { boxes: string[] }).boxes)
    await expect.poll(async () => (await boxes()).length, { timeout: 30_000 }).toBe(1)
  })

  it('the window opens where it stood, and the app starts at login, hidden, when it is told to', async () => {
    const desk = aDesk()
    const first = await anApp({ desk })
    await first.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 60, width: 1_000, height: 700 }),
    )
    await expect.poll(() => existsSync(join(desk.home, 'window', 'place.json'))).toBe(true)
    await first.app.evaluate(({ Menu }) => {
      const row = Menu.getApplicationMenu()?.getMenuItemById('startAtLogin')
      if (row === null || row === undefined) throw new Error('there is no such row')
      row.checked = true
      row.click(row)
    })
    const autostart = readFileSync(join(desk.home, 'config', 'autostart', 'hotfolder.desktop'), 'utf8')
    expect(autostart).toMatch(/^Exec=".+" --hidden$/m)
    await first.quit()

    await using second = await anApp({ desk })
    const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())

    expect(bounds).toEqual({ x: 40, y: 60, width: 1_000, height: 700 })
    expect(JSON.parse(readFileSync(join(desk.home, 'window', 'place.json'), 'utf8'))).toMatchObject({
      isMaximized: false,
    })
  })
})

async function toPng(jpeg: Uint8Array): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  return sharp(jpeg).png().toBuffer()
}

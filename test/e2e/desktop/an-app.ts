import type { ElectronApplication, Page } from 'playwright-core'
import type { Bridge } from '../../../preload/contract/index.ts'
import { aDesk, type Desk } from '../../scenarios/cli/a-desk.ts'
import { type DesktopRun, overSocket, startDesktop } from '../a-desktop.ts'

/** The desktop of one specification, with an eye on all that it shows outside its window. */
export interface AnApp {
  readonly desk: Desk
  readonly run: DesktopRun
  readonly app: ElectronApplication
  page(): Promise<Page>
  /** The engine, past the window. */
  readonly bridge: Bridge
  /** What was shown or opened since the start: notifications, addresses, files, texts of the tray. */
  seen(): Promise<Seen>
  /** Starts it once more on the same home, with these arguments; answers with its exit code. */
  startAgain(args: readonly string[]): Promise<number | null>
  quit(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

export type Seen = {
  notices: { title: string; body: string }[]
  opened: string[]
  revealed: string[]
  tips: string[]
  trayRows: string[]
}

type Wish = { args?: readonly string[]; env?: Record<string, string>; desk?: Desk; isHidden?: boolean }

export async function anApp({ args = [], env = {}, desk = aDesk(), isHidden = false }: Wish = {}): Promise<AnApp> {
  const start = (more: readonly string[]) => startDesktop({ home: desk.home, cwd: desk.photos, args: more, env })
  const run = await start(isHidden ? ['--hidden', ...args] : args)
  const { app } = run
  await app.evaluate(watchOutside)
  const { bridge, client } = await overSocket(desk.home)
  const page = async () => {
    const one = await run.page()
    one.setDefaultTimeout(20_000)
    await one.locator('#page :is(main, h1)').first().waitFor()
    return one
  }
  if (!isHidden) await page()
  return {
    desk,
    run,
    app,
    page,
    bridge,
    seen: () => app.evaluate(() => (globalThis as unknown as { seen: Seen }).seen),
    async startAgain(more) {
      const { spawn } = await import('node:child_process')
      const { file, before } = programOf(run)
      const child = spawn(file, [...before, ...more], { cwd: desk.photos, env: envOf(desk, env), stdio: 'ignore' })
      return new Promise(resolve => child.once('exit', resolve))
    },
    quit: () => app.close(),
    async [Symbol.asyncDispose]() {
      client.close()
      if (!run.hasEnded) await app.close()
      await desk.clear()
    },
  }
}

/** As Playwright started it, without what it added for itself. */
function programOf(run: DesktopRun): { file: string; before: string[] } {
  const { spawnfile, spawnargs } = run.app.process()
  const entry = spawnargs.find(arg => arg.endsWith('dist/desktop/main.js')) ?? ''
  return { file: spawnfile, before: [entry] }
}

const envOf = (desk: Desk, env: Record<string, string>) => ({
  PATH: process.env['PATH'],
  HOME: desk.home,
  TMPDIR: process.env['TMPDIR'],
  DISPLAY: process.env['DISPLAY'],
  HOTFOLDER_HOME: desk.home,
  ...env,
})

/** Runs in the program: notes down what a person would see, with Electron’s own objects. */
function watchOutside({ Notification, shell, Tray }: typeof Electron.CrossProcessExports): void {
  const seen: Seen = { notices: [], opened: [], revealed: [], tips: [], trayRows: [] }
  Object.assign(globalThis, { seen, noticed: [] })
  const { show } = Notification.prototype
  Notification.prototype.show = function note() {
    seen.notices.push({ title: this.title, body: this.body })
    ;(globalThis as unknown as { noticed: unknown[] }).noticed.push(this)
    show.call(this)
  }
  shell.openExternal = async address => void seen.opened.push(address)
  shell.showItemInFolder = path => void seen.revealed.push(path)
  const { setToolTip, setContextMenu } = Tray.prototype
  Tray.prototype.setToolTip = function tip(text) {
    seen.tips.push(text)
    setToolTip.call(this, text)
  }
  Tray.prototype.setContextMenu = function menu(rows) {
    seen.trayRows = rows?.items.map(row => row.label) ?? []
    Object.assign(globalThis, { trayMenu: rows })
    setContextMenu.call(this, rows)
  }
}

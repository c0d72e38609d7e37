import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beginWindows, BrowserWindow } from './browser-window.ts'
import { type Chromium, startChromium } from './cdp.ts'
import { Emitting, Preventable } from './emitting.ts'
import { lockInstance } from './single-instance.ts'
import type { WebContents } from './web-contents.ts'

type Events = {
  'before-quit': (event: Preventable) => void
  'window-all-closed': () => void
  'web-contents-created': (event: object, contents: WebContents) => void
  'browser-window-created': (event: object, window: BrowserWindow) => void
  'second-instance': (event: object, argv: string[], cwd: string, more: unknown) => void
  activate: () => void
  'open-url': (event: Preventable, link: string) => void
  'open-file': (event: Preventable, path: string) => void
}
type PathName = 'userData' | 'sessionData' | 'appData'
type LoginItems = { openAtLogin: boolean; wasOpenedAtLogin: boolean }

class App extends Emitting<Events> {
  readonly isPackaged = false
  badge = 0
  readonly #paths = new Map<PathName, string>([
    ['appData', process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config')],
    ['userData', join(tmpdir(), 'stand-in')],
  ])
  #chromium: Promise<Chromium> | undefined
  #isQuitting = false
  #login: LoginItems = { openAtLogin: false, wasOpenedAtLogin: false }

  setName(_name: string): void {}
  setAppUserModelId(_id: string): void {}
  enableSandbox(): void {}
  getLocale(): string {
    return 'en-GB'
  }
  setPath(name: PathName, path: string): void {
    mkdirSync(path, { recursive: true })
    this.#paths.set(name, path)
  }
  getPath(name: PathName): string {
    return this.#paths.get(name) ?? ''
  }

  whenReady(): Promise<void> {
    this.#chromium ??= this.#begin()
    return this.#chromium.then(() => {})
  }

  async #begin(): Promise<Chromium> {
    const starting = startChromium()
    beginWindows(starting, {
      opened: window => this.emit('browser-window-created', {}, window),
      contents: contents => this.emit('web-contents-created', {}, contents),
      noneLeft: () => (this.#isQuitting ? this.exit(0) : this.emit('window-all-closed')),
    })
    const chromium = await starting
    process.once('exit', () => chromium.end())
    // Playwright reads this line, as it does from the real one.
    process.stderr.write(`DevTools listening on ${chromium.address}\n`)
    return chromium
  }

  requestSingleInstanceLock(more: Record<string, unknown> = {}): boolean {
    return lockInstance(this.getPath('userData'), more, second =>
      this.emit('second-instance', {}, second.argv, second.cwd, second.more),
    )
  }

  setLoginItemSettings({ openAtLogin }: { openAtLogin: boolean; args?: string[] }): void {
    this.#login = { ...this.#login, openAtLogin }
  }
  getLoginItemSettings(_of: { args?: string[] } = {}): LoginItems {
    return this.#login
  }
  setBadgeCount(count: number): boolean {
    this.badge = count
    return true
  }

  quit(): void {
    const event = new Preventable()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#isQuitting = true
    for (const window of BrowserWindow.getAllWindows()) window.close()
    if (BrowserWindow.getAllWindows().length === 0) this.exit(0)
  }
  exit(code: number): void {
    process.exit(code)
  }
}

export const app = new App()

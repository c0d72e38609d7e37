import type { Chromium } from './cdp.ts'
import { Emitting, Preventable } from './emitting.ts'
import { ipcMain } from './ipc-main.ts'
import { readSystemTextBy, session } from './natives.ts'
import { toChromium } from './own-schemes.ts'
import { WebContents } from './web-contents.ts'

type Area = { x: number; y: number; width: number; height: number }
type WebPreferences = {
  preload: string
  sandbox: boolean
  contextIsolation: boolean
  nodeIntegration: boolean
  nodeIntegrationInWorker: boolean
  nodeIntegrationInSubFrames: boolean
  webSecurity: boolean
  allowRunningInsecureContent: boolean
  experimentalFeatures: boolean
  webviewTag: boolean
  spellcheck: boolean
  navigateOnDragDrop: boolean
  safeDialogs: boolean
}
type Options = Partial<Area> & {
  width: number
  height: number
  minWidth: number
  minHeight: number
  show: boolean
  title: string
  icon: string
  backgroundColor: string
  webPreferences: WebPreferences
}
type Events = {
  'ready-to-show': () => void
  resize: () => void
  move: () => void
  close: (event: Preventable) => void
  closed: () => void
  'session-end': () => void
}

/** Chromium’s names for the permissions Electron asks about. */
const permissions = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  notifications: 'notifications',
  geolocation: 'geolocation',
  media: 'camera',
} as const

/** A page that asks for less is not stood in for. */
const safe = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
  safeDialogs: true,
} as const

let began: Promise<Chromium> | undefined
let hooks = { opened: (_window: BrowserWindow) => {}, contents: (_contents: WebContents) => {}, noneLeft: () => {} }

/** Called once, by the app. */
export function beginWindows(chromium: Promise<Chromium>, told: typeof hooks): void {
  began = chromium
  hooks = told
}

/** A window that nobody sees, with a page that is real. */
export class BrowserWindow extends Emitting<Events> {
  static readonly #all: BrowserWindow[] = []
  readonly webContents: WebContents
  /** As they were asked for. */
  readonly options: Options
  progress = -1
  #bounds: Area
  #isShown = false
  #isFocused = false
  #isMaximized = false
  #isMinimized = false
  #isDestroyed = false

  constructor(options: Options) {
    super()
    if (began === undefined) throw new Error('a window before the app was ready')
    this.options = options
    const { width, height, x = 0, y = 0, webPreferences } = options
    const { preload: _preload, ...asked } = webPreferences
    for (const [name, value] of Object.entries(safe))
      if (asked[name as keyof typeof safe] !== value)
        throw new Error(`no page is stood in for without ${name}: ${value}`)
    this.#bounds = { x, y, width, height }
    const origin = 'app://hotfolder'
    this.webContents = new WebContents(began, {
      preload: webPreferences.preload,
      width,
      height,
      ask: (contents, frame, message) => ipcMain.hear(contents, frame, message),
      permissions: () =>
        Object.entries(permissions).map(([name, chromium]) => ({
          origin: toChromium(`${origin}/`).slice(0, -1),
          permission: { name: chromium },
          setting: session.defaultSession.grants(name, origin) ? 'granted' : 'denied',
        })),
    })
    BrowserWindow.#all.push(this)
    readSystemTextBy(() => this.webContents.readSystemText())
    hooks.contents(this.webContents)
    hooks.opened(this)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all]
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.#all.find(one => one.webContents === contents) ?? null
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.load(url)
    if (!this.#isShown) this.emit('ready-to-show')
  }
  show(): void {
    this.#isShown = true
    this.#isFocused = true
  }
  isVisible(): boolean {
    return this.#isShown
  }
  focus(): void {
    this.#isFocused = true
  }
  blur(): void {
    this.#isFocused = false
  }
  isFocused(): boolean {
    return this.#isFocused
  }
  maximize(): void {
    this.#isMaximized = true
    this.emit('resize')
  }
  isMaximized(): boolean {
    return this.#isMaximized
  }
  isMinimized(): boolean {
    return this.#isMinimized
  }
  restore(): void {
    this.#isMinimized = false
  }
  isDestroyed(): boolean {
    return this.#isDestroyed
  }
  getNormalBounds(): Area {
    return this.#bounds
  }
  setBounds(bounds: Area): void {
    this.#bounds = bounds
    void this.webContents.resize(bounds.width, bounds.height)
    this.emit('resize')
    this.emit('move')
  }
  setProgressBar(progress: number, _options?: { mode: 'normal' | 'paused' }): void {
    this.progress = progress
  }
  close(): void {
    const event = new Preventable()
    this.emit('close', event)
    if (!event.defaultPrevented) void this.webContents.mayUnload().then(isLeaving => isLeaving && this.destroy())
  }
  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    BrowserWindow.#all.splice(BrowserWindow.#all.indexOf(this), 1)
    void this.webContents.end()
    this.emit('closed')
    if (BrowserWindow.#all.length === 0) hooks.noneLeft()
  }
}

/** By its name in Chromium, as Playwright asks for it. */
export const webContents = {
  fromDevToolsTargetId(targetId: string) {
    const window = BrowserWindow.getAllWindows().find(one => one.webContents.targetId === targetId)
    if (window === undefined) return undefined
    return Object.assign(window.webContents, { close: () => window.close() })
  },
}

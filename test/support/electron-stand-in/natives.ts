import { Emitting } from './emitting.ts'

type Row = {
  id?: string
  label?: string
  role?: string
  type?: string
  enabled?: boolean
  visible?: boolean
  checked?: boolean
  accelerator?: string
  registerAccelerator?: boolean
  click?: (row: { checked: boolean }) => void
  submenu?: Row[]
}
export type MenuItemConstructorOptions = Row

/** A menu that nobody sees: specifications press its rows. */
export class Menu {
  static #shown: Menu | null = null
  readonly items: readonly Row[]

  constructor(items: readonly Row[] = []) {
    this.items = items
  }
  static buildFromTemplate(rows: Row[]): Menu {
    return new Menu(rows)
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#shown = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#shown
  }
  /** Also in the menus within. */
  getMenuItemById(id: string): Row | null {
    for (const row of this.items) {
      const found = row.id === id ? row : new Menu(row.submenu ?? []).getMenuItemById(id)
      if (found !== null) return found
    }
    return null
  }
}

export class Tray extends Emitting<{ click: () => void }> {
  static readonly all: Tray[] = []
  readonly image: string
  tip = ''
  menu: Menu | null = null

  constructor(image: string) {
    super()
    this.image = image
    Tray.all.push(this)
  }
  setToolTip(tip: string): void {
    this.tip = tip
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }
}

export class Notification extends Emitting<{ click: () => void; close: () => void }> {
  static readonly all: Notification[] = []
  readonly title: string
  readonly body: string

  constructor({ title, body }: { title: string; body: string }) {
    super()
    this.title = title
    this.body = body
  }
  static isSupported(): boolean {
    return true
  }
  show(): void {
    Notification.all.push(this)
  }
}

type Picked = { canceled: boolean; filePaths: string[] }
type PickOptions = { properties?: string[]; filters?: { name: string; extensions: string[] }[] }
type Box = {
  message: string
  detail?: string
  buttons?: string[]
  type?: 'error'
  title?: string
  defaultId?: number
  cancelId?: number
}

/** Nobody is there to answer: specifications put an answer in place of these, as with the real ones. */
export const dialog = {
  showOpenDialog: async (_window: object, _options?: PickOptions): Promise<Picked> => ({
    canceled: true,
    filePaths: [],
  }),
  showMessageBox: async ({ cancelId = 0 }: Box): Promise<{ response: number }> => ({ response: cancelId }),
  showMessageBoxSync: (_window: object, { cancelId = 0 }: Box): number => cancelId,
  showErrorBox: (title: string, content: string): void => void process.stderr.write(`${title}: ${content}\n`),
}

export const shell = {
  openExternal: async (_address: string): Promise<void> => {},
  showItemInFolder: (_path: string): void => {},
}

type Copied = { types: string[]; getType(type: string): Promise<Blob> }
let copied: Copied[] = []
let systemText = async () => ''

/** What a page copied lies in Chromium’s own clipboard. */
export function readSystemTextBy(read: () => Promise<string>): void {
  systemText = read
}

export const clipboard = {
  read: async (): Promise<Copied[]> => copied,
  readText: async (): Promise<string> => {
    if (copied.length === 0) return systemText()
    const text = copied.find(one => one.types.includes('text/plain'))
    return text === undefined ? '' : (await text.getType('text/plain')).text()
  },
  writeText: async (text: string): Promise<void> => {
    copied = [{ types: ['text/plain'], getType: async () => new Blob([text]) }]
  },
  write: async (all: ClipboardItem[]): Promise<void> => void (copied = all),
}

export class ClipboardItem implements Copied {
  readonly #parts: Record<string, Blob>
  constructor(parts: Record<string, Blob>) {
    this.#parts = parts
  }
  get types(): string[] {
    return Object.keys(this.#parts)
  }
  async getType(type: string): Promise<Blob> {
    return this.#parts[type] ?? new Blob([])
  }
}

class PowerMonitor extends Emitting<{ suspend: () => void; resume: () => void; shutdown: () => void }> {}
export const powerMonitor = new PowerMonitor()

const blockers = new Set<number>()
let lastBlocker = 0
export const powerSaveBlocker = {
  start(_type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    lastBlocker += 1
    blockers.add(lastBlocker)
    return lastBlocker
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
}

type Area = { x: number; y: number; width: number; height: number }
export const screen = {
  getAllDisplays: (): { workArea: Area }[] => [{ workArea: { x: 0, y: 0, width: 1_920, height: 1_080 } }],
}

type PermissionAnswer = (isGranted: boolean) => void
type PermissionAsker = { getURL(): string }

type Saving = { getURL(): string }

/** Chromium is told beforehand what the handlers would answer later. */
class Session extends Emitting<{ 'will-download': (event: { preventDefault(): void }, file: Saving) => void }> {
  #request: (asker: PermissionAsker, permission: string, answer: PermissionAnswer) => void = (_asker, _name, answer) =>
    answer(true)
  #check: (asker: null, permission: string, origin: string) => boolean = () => true

  setPermissionRequestHandler(
    handler: (asker: PermissionAsker, permission: string, answer: PermissionAnswer) => void,
  ): void {
    this.#request = handler
  }
  setPermissionCheckHandler(handler: (asker: null, permission: string, origin: string) => boolean): void {
    this.#check = handler
  }
  setDevicePermissionHandler(_handler: () => boolean): void {}

  /** Of this page: would it be granted? */
  grants(permission: string, origin: string): boolean {
    let isGranted = false
    this.#request({ getURL: () => `${origin}/` }, permission, answer => {
      isGranted = answer
    })
    return isGranted && this.#check(null, permission, origin)
  }
}
export type { Session }
export const session = { defaultSession: new Session() }

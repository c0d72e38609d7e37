import { BrowserWindow, screen } from 'electron'
import { firstPage, isOwnAddress } from './own-address.ts'
import { pagePreferences } from './page-preferences.ts'
import { keepWindowState, least, placeWindow, readWindowState } from './window-place.ts'

type Needs = {
  preload: string
  /** Where its place is remembered. */
  stateFile: string
  icon: string
  /** The page ended by itself; it is loaded again. */
  onCrash(reason: string): void
  /** The page has something that is not saved or not done. */
  mayLeave(window: BrowserWindow): boolean
  /** A page is gone, for whatever reason: what comes next has heard nothing. */
  onGone(): void
  log(what: string, error: unknown): void
}

/** The one window. Closing it leaves the engine at work; showing it again makes it anew. */
export interface MainWindow {
  readonly current: BrowserWindow | null
  show(): void
  /** Closes it; false where the page holds something and the person stays with it. */
  leave(): Promise<boolean>
}

/** A page that falls over again and again would flicker for ever. */
const mostCrashes = 5
const crashesWithinMs = 60_000
/** So long a page may take to say whether it may go. */
const hungAfterMs = 8_000

export function createMainWindow({ preload, stateFile, icon, onCrash, mayLeave, onGone, log }: Needs): MainWindow {
  let window: BrowserWindow | null = null
  let crashes: number[] = []
  let leaving: Promise<boolean> | null = null
  let asked = (_mayGo: boolean) => {}
  let stayed = () => {}

  function open(): BrowserWindow {
    const kept = readWindowState(stateFile)
    const screens = screen.getAllDisplays().map(display => display.workArea)
    const fresh = new BrowserWindow({
      ...placeWindow(kept, screens),
      minWidth: least.width,
      minHeight: least.height,
      show: false,
      title: 'Hotfolder',
      icon,
      backgroundColor: '#161616',
      webPreferences: { preload, ...pagePreferences },
    })
    if (kept?.isMaximized === true) fresh.maximize()
    fresh.once('ready-to-show', () => fresh.show())
    remember(fresh)
    fresh.webContents.on('render-process-gone', (_event, { reason }) => crashed(fresh, reason))
    fresh.webContents.on('did-start-navigation', event => {
      // One that leads elsewhere is refused, and the page stays.
      if (event.isMainFrame && !event.isSameDocument && isOwnAddress(event.url)) onGone()
    })
    fresh.webContents.on('will-prevent-unload', event => {
      asked(false)
      // Preventing it means that the page goes, whatever it holds.
      if (!mayLeave(fresh)) return stayed()
      event.preventDefault()
      asked(true)
    })
    fresh.on('closed', () => {
      if (window === fresh) window = null
      onGone()
    })
    load(fresh)
    return fresh
  }

  function load(one: BrowserWindow): void {
    one.loadURL(firstPage).catch((error: unknown) => log('the page could not be loaded', error))
  }

  function crashed(one: BrowserWindow, reason: string): void {
    onGone()
    if (reason === 'clean-exit' || one.isDestroyed()) return
    log('the page ended', reason)
    const now = Date.now()
    crashes = [...crashes.filter(at => now - at < crashesWithinMs), now]
    if (crashes.length > mostCrashes) return one.destroy()
    load(one)
    onCrash(reason)
  }

  function remember(one: BrowserWindow): void {
    let writing: ReturnType<typeof setTimeout> | undefined
    const keep = () => {
      clearTimeout(writing)
      if (one.isDestroyed() || one.isMinimized()) return
      try {
        keepWindowState(stateFile, { bounds: one.getNormalBounds(), isMaximized: one.isMaximized() })
      } catch (error) {
        log('where the window stands could not be kept', error)
      }
    }
    const soon = () => {
      clearTimeout(writing)
      writing = setTimeout(keep, 500)
    }
    one.on('resize', soon)
    one.on('move', soon)
    one.on('close', keep)
  }

  return {
    get current() {
      return window
    },
    show() {
      if (window === null) {
        window = open()
        return
      }
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    leave() {
      const one = window
      if (one === null) return Promise.resolve(true)
      leaving ??= new Promise<boolean>(resolve => {
        // A page that hangs holds nobody.
        let hung: ReturnType<typeof setTimeout> | undefined
        asked = mayGo => {
          clearTimeout(hung)
          if (mayGo) hung = setTimeout(() => one.destroy(), hungAfterMs)
        }
        asked(true)
        const gone = () => {
          clearTimeout(hung)
          resolve(true)
        }
        one.once('closed', gone)
        stayed = () => {
          one.off('closed', gone)
          resolve(false)
        }
        one.close()
      }).finally(() => {
        leaving = null
        asked = (_mayGo: boolean) => {}
        stayed = () => {}
      })
      return leaving
    },
  }
}

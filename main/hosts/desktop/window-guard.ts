import { app, type Session, shell, type WebContents } from 'electron'
import { isOwnAddress, isOwnFile, safeWebAddress } from './own-address.ts'

/** What our page may do beyond showing itself. Everything else a page could ask for is denied. */
const allowed: ReadonlySet<string> = new Set(['clipboard-sanitized-write'])

type Log = (what: string, error: unknown) => void

/** Opens a web address in the person’s browser, after a look at it. */
function openOutside(address: string, log: Log): void {
  const safe = safeWebAddress(address)
  if (safe === null) return log('an address was not opened', address.slice(0, 200))
  shell.openExternal(safe).catch((error: unknown) => log('an address could not be opened', error))
}

/** Nothing but our own page is ever shown in a window of ours: no way leads elsewhere, no other window or view opens. */
export function guardContents(log: Log): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', event => {
      if (isOwnAddress(event.url)) return
      event.preventDefault()
      openOutside(event.url, log)
    })
    contents.on('will-frame-navigate', event => {
      if (!event.isMainFrame) event.preventDefault()
    })
    contents.on('will-redirect', event => event.preventDefault())
    contents.on('will-attach-webview', event => event.preventDefault())
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url, log)
      return { action: 'deny' }
    })
  })
}

/** Permissions by an allow-list, for our own page alone; no devices; only files it made itself are saved, where the person says. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(allowed.has(permission) && isOwnAddress(contents.getURL())),
  )
  session.setPermissionCheckHandler(
    (_contents, permission, from) => allowed.has(permission) && isOwnAddress(`${from.replace(/\/$/, '')}/`),
  )
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event, file) => {
    if (!isOwnFile(file.getURL())) event.preventDefault()
  })
}

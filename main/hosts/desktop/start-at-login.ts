import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'

const hidden = ['--hidden']

/** Starts with the person’s session, into the tray. Linux keeps a file for it, the others a list. */
export function setStartAtLogin(isWanted: boolean): void {
  if (process.platform !== 'linux') return app.setLoginItemSettings({ openAtLogin: isWanted, args: hidden })
  const file = autostartFile()
  if (!isWanted) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  // An AppImage runs from a place that is gone after it; where it really lies it says here.
  const program = process.env['APPIMAGE'] ?? process.execPath
  writeFileSync(file, desktopFile(program))
}

export function startsAtLogin(): boolean {
  if (process.platform !== 'linux') return app.getLoginItemSettings({ args: hidden }).openAtLogin
  return statSync(autostartFile(), { throwIfNoEntry: false }) !== undefined
}

const autostartFile = () => join(app.getPath('appData'), 'autostart', 'hotfolder.desktop')

/** In quotes, by the rules of the Desktop Entry Specification. */
export const desktopFile = (program: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Hotfolder',
    `Exec="${program.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}" ${hidden.join(' ')}`,
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')

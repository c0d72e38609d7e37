import { type BrowserWindow, dialog } from 'electron'
import type { Words } from './words.ts'

/** The page holds what would be lost; Electron asks nobody by itself, and the window would seem not to close. */
export function askToLeave(window: BrowserWindow, { leave }: Words): boolean {
  const chosen = dialog.showMessageBoxSync(window, {
    message: leave.title,
    detail: leave.body,
    buttons: [leave.stay, leave.leave],
    defaultId: 0,
    cancelId: 0,
  })
  return chosen === 1
}

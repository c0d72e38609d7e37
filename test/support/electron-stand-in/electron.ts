/** What of Electron the shell uses, and no more: what is not here is refused by the compiler and by the import. */
export { app } from './app.ts'
export { BrowserWindow, webContents } from './browser-window.ts'
export { ipcMain } from './ipc-main.ts'
export type { IpcMainEvent, IpcMainInvokeEvent } from './ipc-main.ts'
export {
  clipboard,
  ClipboardItem,
  dialog,
  Menu,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  session,
  shell,
  Tray,
} from './natives.ts'
export type { MenuItemConstructorOptions, Session } from './natives.ts'
export { protocol } from './own-schemes.ts'
export { utilityProcess } from './utility.ts'
export type { WebContents } from './web-contents.ts'

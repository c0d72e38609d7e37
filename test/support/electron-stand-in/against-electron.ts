import type { app } from './app.ts'
import type { BrowserWindow, webContents } from './browser-window.ts'
import type { ipcMain } from './ipc-main.ts'
import type {
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
import type { protocol } from './own-schemes.ts'
import type { utilityProcess } from './utility.ts'

// Electron's own definitions against ours: whatever the shell may call here, Electron must have, and it must take what ours
// takes and give at least what ours gives. Compiled with the rest, so that neither can drift.

/** What both have, member by member. Names of events are checked where the shell is compiled, once against each. */
type Fits<Ours, Theirs> = {
  [Name in Exclude<keyof Ours, 'on' | 'once' | 'off' | 'emit'>]-?: Name extends keyof Theirs
    ? Ours[Name] extends (...args: infer OurArgs) => infer OurAnswer
      ? Theirs[Name] extends (...args: infer TheirArgs) => infer TheirAnswer
        ? FittingCall<OurArgs, OurAnswer, TheirArgs, TheirAnswer>
        : { isNoMethod: Name }
      : true
    : { isNotThere: Name }
}
type FittingCall<OurArgs extends unknown[], OurAnswer, TheirArgs extends unknown[], TheirAnswer> = Each<
  OurArgs,
  TheirArgs
>[number] extends true
  ? Overlap<Settled<OurAnswer>, Settled<TheirAnswer>>
  : { takes: OurArgs; insteadOf: TheirArgs }
type Each<Ours extends unknown[], Theirs extends unknown[]> = {
  [At in keyof Ours]-?: At extends keyof Theirs ? Overlap<NonNullable<Ours[At]>, NonNullable<Theirs[At]>> : true
}
type Settled<Answer> = NonNullable<Awaited<Answer>>
/** One of the two must be usable as the other, field by field where they share fields. */
type Overlap<One, Other> = [One] extends [Other] ? true : [Other] extends [One] ? true : Loose<One, Other>
type Loose<One, Other> = One extends object
  ? Other extends object
    ? true
    : { is: One; not: Other }
  : { is: One; not: Other }

/** What does not fit, by name; the compiler shows it where it asks for an argument. */
type Differences<Ours, Theirs> = {
  [Name in keyof Fits<Ours, Theirs> as Fits<Ours, Theirs>[Name] extends true ? never : Name]: Fits<Ours, Theirs>[Name]
}
type None<Found> = keyof Found extends never ? [] : [Found]
const fits = <Ours, Theirs>(..._found: None<Differences<Ours, Theirs>>): void => {}

/** For specifications alone: they look at what a person would see. */
type Seen<Ours, Name extends keyof Ours> = Omit<Ours, Name>

fits<Seen<typeof app, 'badge'>, Electron.App>()
fits<Seen<BrowserWindow, 'options' | 'progress' | 'webContents'>, Electron.BrowserWindow>()
fits<
  Seen<
    BrowserWindow['webContents'],
    | 'willDrop'
    | 'load'
    | 'mayUnload'
    | 'resize'
    | 'end'
    | 'targetId'
    | 'readSystemText'
    | 'mainFrame'
    | 'executeJavaScript'
  >,
  Electron.WebContents
>()
fits<BrowserWindow['webContents']['mainFrame'], Electron.WebFrameMain>()
fits<BrowserWindow['options'], Electron.BrowserWindowConstructorOptions>()
fits<BrowserWindow['options']['webPreferences'], Electron.WebPreferences>()
fits<Seen<typeof ipcMain, 'hear'>, Electron.IpcMain>()
fits<typeof protocol, Electron.Protocol>()
fits<typeof clipboard, Electron.Clipboard>()
fits<ClipboardItem, Electron.ClipboardItem>()
fits<typeof dialog, Electron.Dialog>()
fits<typeof shell, Electron.Shell>()
fits<Seen<Menu, never>, Electron.Menu>()
fits<Seen<Tray, 'tip' | 'menu' | 'image'>, Electron.Tray>()
fits<Notification, Electron.Notification>()
fits<typeof powerMonitor, Electron.PowerMonitor>()
fits<typeof powerSaveBlocker, Electron.PowerSaveBlocker>()
fits<typeof screen, Electron.Screen>()
fits<Seen<typeof session.defaultSession, 'grants'>, Electron.Session>()
fits<ReturnType<typeof utilityProcess.fork>, Electron.UtilityProcess>()
fits<typeof webContents, typeof Electron.webContents>()

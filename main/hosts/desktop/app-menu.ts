import type { MenuItemConstructorOptions } from 'electron'
import type { MenuOrder, WindowPlace } from '../../../preload/contract/index.ts'
import type { Words } from './words.ts'

export type MenuDeeds = {
  order(order: MenuOrder): void
  go(place: WindowPlace): void
  checkUpdates(): void
  startAtLogin(isWanted: boolean): void
}

type Circumstances = { platform: NodeJS.Platform; isPackaged: boolean; startsAtLogin: boolean }
type Row = MenuItemConstructorOptions

const line: Row = { type: 'separator' }

/** The menu bar, with the roles each system expects. The page hears its keys first and keeps those it handles. */
export function appMenu(words: Words, deeds: MenuDeeds, { platform, isPackaged, startsAtLogin }: Circumstances): Row[] {
  const isMac = platform === 'darwin'
  const order = (label: string, what: MenuOrder, accelerator?: string): Row => ({
    id: what,
    label,
    // The page has the same keys, and knows when they mean a letter instead; elsewhere than on a Mac it alone listens.
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    click: () => deeds.order(what),
  })
  const go = (label: string, to: WindowPlace): Row => ({ id: to.screen, label, click: () => deeds.go(to) })
  const atLogin: Row = {
    id: 'startAtLogin',
    label: words.startAtLogin,
    type: 'checkbox',
    checked: startsAtLogin,
    visible: platform !== 'linux' || isPackaged,
    click: ({ checked }) => deeds.startAtLogin(checked),
  }
  const updates: Row = { id: 'checkUpdates', label: words.checkUpdates, click: deeds.checkUpdates }
  const settings: Row = {
    ...go(words.settings, { screen: 'settings' }),
    accelerator: 'CmdOrCtrl+,',
  }
  const own: Row = {
    label: 'Hotfolder',
    submenu: [
      { role: 'about' },
      updates,
      line,
      settings,
      atLogin,
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      { role: 'quit' },
    ],
  }
  const elsewhere: Row[] = isMac ? [] : [line, settings, atLogin, updates, line, { role: 'quit' }]
  return [
    ...(isMac ? [own] : []),
    {
      label: words.file,
      submenu: [
        order(words.addPhotos, 'addPhotos', 'CmdOrCtrl+O'),
        order(words.addPhotoFolder, 'addPhotoFolder', 'CmdOrCtrl+Shift+O'),
        order(words.pasteImage, 'pasteImage', 'CmdOrCtrl+Shift+V'),
        line,
        order(words.watchFolder, 'watchFolder'),
        order(words.connectAccount, 'connectAccount'),
        line,
        order(words.retryAll, 'retryAll'),
        line,
        { role: 'close' },
        ...elsewhere,
      ],
    },
    {
      label: words.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: words.go,
      submenu: [
        go(words.queue, { screen: 'queue', tab: 'now' }),
        go(words.folders, { screen: 'folders' }),
        go(words.library, { screen: 'library' }),
        go(words.variants, { screen: 'variants' }),
        line,
        order(words.find, 'openPalette', 'CmdOrCtrl+K'),
      ],
    },
    {
      label: words.view,
      submenu: [
        order(words.details, 'toggleInspector'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        line,
        { role: 'togglefullscreen' },
        // What looks into the page is for those who build it.
        ...(isPackaged ? [] : [line, { role: 'toggleDevTools' } as const]),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', label: words.help, submenu: [order(words.keys, 'showKeys')] },
  ]
}

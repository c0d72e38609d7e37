import type { Desk } from '../state/desk.ts'
import { connectAccount, watchFolder } from './account-actions.ts'
import type { Action } from './action.ts'
import { keyOf } from './key-of.ts'
import { copyLinks } from './link-actions.ts'
import * as native from './native-actions.ts'
import * as held from './held-actions.ts'
import * as library from './library-actions.ts'
import * as navigation from './navigation.ts'
import * as queue from './queue-actions.ts'
import { checkAccount, saveDiagnostics } from './support-actions.ts'
import * as variants from './variant-actions.ts'

/** Everything there is to do, in the order the palette shows it. */
export const allActions: readonly Action[] = [
  queue.addPhotos,
  queue.addPhotoFolder,
  native.pasteImage,
  watchFolder,
  queue.pauseAll,
  queue.resumeAll,
  native.sendAnyway,
  queue.retryAll,
  queue.cancelAll,
  copyLinks,
  queue.pauseSelected,
  queue.resumeSelected,
  queue.retrySelected,
  queue.sendFirst,
  queue.sendLast,
  queue.sendInTurn,
  queue.cancelSelected,
  held.judgeSelected,
  held.dismissSelected,
  library.downloadOriginals,
  library.makePrivate,
  library.makePublic,
  library.deleteSelectedImages,
  library.refreshLibrary,
  library.clearLibraryFilter,
  queue.preview,
  queue.actualSize,
  native.revealPhoto,
  variants.newVariant,
  variants.duplicateVariant,
  variants.saveVariant,
  variants.discardVariant,
  variants.deleteVariant,
  navigation.showQueue,
  navigation.showFolders,
  navigation.showLibrary,
  navigation.showVariants,
  navigation.showSettings,
  connectAccount,
  checkAccount,
  saveDiagnostics,
  navigation.openPalette,
  navigation.search,
  navigation.toggleInspector,
  navigation.showKeys,
  navigation.goDark,
  navigation.goLight,
  navigation.followSystemTheme,
  navigation.goBack,
]

/** Inputs by their kind, where nothing is written. */
const switches = 'input[type="radio"], input[type="checkbox"], input[type="range"]'
/** Where someone writes, letters are letters; only what is held with Ctrl or Command is meant for us. */
const isWriting = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [contenteditable]') !== null &&
  !target.matches(switches)
/** Space and Enter belong to the control that has the focus. */
const isControl = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest(`button, a, summary, [role="tab"], [role="menuitem"], ${switches}`) !== null
/** Menus close themselves. */
const isInMenu = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest('[role="menu"], [role="dialog"], [aria-expanded="true"]') !== null
const countsWhileWriting = (key: string) => key === 'Escape' || (key.startsWith('mod+') && !/^mod\+[acvxz]$/.test(key))
const allowedAbove: ReadonlySet<string> = new Set(['goBack', 'preview', 'actualSize', 'openPalette'])

/** Performs what a key stands for; true where it stood for something. */
export function performKey(desk: Desk, event: KeyboardEvent): boolean {
  const key = keyOf(event)
  const isCovered = desk.ui.get().floating !== null
  if (event.defaultPrevented || (isWriting(event.target) && !countsWhileWriting(key))) return false
  if (key === ' ' && isControl(event.target)) return false
  if (key === 'Escape' && !isCovered && isInMenu(event.target)) return false
  const action = allActions.find(
    one => one.keys.includes(key) && (!isCovered || allowedAbove.has(one.name)) && one.when(desk),
  )
  if (action === undefined) return false
  action.perform(desk)
  return true
}

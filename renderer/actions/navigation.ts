import { unfiltered } from '../state/library-wish.ts'
import { nothingSelected } from '../state/selection.ts'
import { roomy, type Screen } from '../state/ui.ts'
import { type Action, always } from './action.ts'

const goTo = (screen: Screen, name: Action['name'], key: string): Action => ({
  name,
  keys: [key],
  when: always,
  perform: ({ ui }) => ui.change(now => ({ ...now, screen, floating: null, selection: nothingSelected })),
})

export const showQueue = goTo('queue', 'showQueue', '1')
export const showFolders = goTo('folders', 'showFolders', '2')
export const showLibrary = goTo('library', 'showLibrary', '3')
export const showVariants = goTo('variants', 'showVariants', '4')
export const showSettings = goTo('settings', 'showSettings', '5')

export const openPalette: Action = {
  name: 'openPalette',
  keys: ['mod+k'],
  when: always,
  perform: desk => desk.open({ kind: 'palette' }),
}

export const showKeys: Action = {
  name: 'showKeys',
  keys: ['?'],
  when: always,
  perform: desk => desk.open({ kind: 'keys' }),
}

export const toggleInspector: Action = {
  name: 'toggleInspector',
  keys: ['i'],
  when: ({ ui }) => ['queue', 'library'].includes(ui.get().screen),
  perform: ({ ui }) => ui.change(now => ({ ...now, isInspecting: !now.isInspecting })),
}

/** Closes what is on top: first what floats, then the narrow inspector, the selection, the filter. */
export const goBack: Action = {
  name: 'goBack',
  keys: ['Escape'],
  when: always,
  perform: ({ ui }) =>
    ui.change(now => {
      if (now.floating !== null) return { ...now, floating: null }
      if (now.isInspecting && !matchMedia(roomy).matches) return { ...now, isInspecting: false }
      if (now.selection.ids.size > 0) return { ...now, selection: nothingSelected }
      if (now.screen === 'library') return { ...now, library: unfiltered(now.library) }
      return { ...now, filter: '', within: undefined, reason: null }
    }),
}

export const search: Action = {
  name: 'search',
  keys: ['/'],
  when: ({ ui }) => ['queue', 'library'].includes(ui.get().screen),
  perform: () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
}

export const goDark: Action = theme('goDark', 'dark')
export const goLight: Action = theme('goLight', 'light')
export const followSystemTheme: Action = theme('followSystemTheme', 'system')

function theme(name: Action['name'], wanted: 'dark' | 'light' | 'system'): Action {
  return {
    name,
    keys: [],
    when: desk => desk.view().preferences.theme !== wanted,
    perform: desk => desk.prefer({ theme: wanted }),
  }
}

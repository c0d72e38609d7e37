import { activeProfile } from '../state/selectors.ts'
import { type Action, always } from './action.ts'

export const saveDiagnostics: Action = {
  name: 'saveDiagnostics',
  keys: [],
  when: always,
  perform: desk => desk.open({ kind: 'diagnostics' }),
}

/** What comes of it stands with the account, in the settings. */
export const checkAccount: Action = {
  name: 'checkAccount',
  keys: [],
  when: desk => activeProfile(desk.view()) !== undefined,
  perform(desk) {
    desk.ui.change(ui => ({ ...ui, screen: 'settings', floating: null }))
    const profile = activeProfile(desk.view())?.name
    if (profile !== undefined) void desk.attempt(desk.bridge.verifyProfile({ profile }))
  },
}

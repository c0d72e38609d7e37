import type { Desk } from '../state/desk.ts'
import type { Native } from '../state/host.ts'
import { type Action, always } from './action.ts'

export const watchFolder: Action = {
  name: 'watchFolder',
  keys: ['n'],
  when: always,
  perform(desk) {
    const { native } = desk.host
    // Where there are several accounts, a person says first to which one its photos go.
    const isDirect = native !== null && desk.view().profiles.length < 2
    const floating = isDirect ? null : ({ kind: 'pickFolder' } as const)
    desk.ui.change(now => ({ ...now, screen: 'folders', hasBegun: true, floating }))
    if (isDirect) void watchPicked(desk, native.pickFolder())
  },
}

async function watchPicked({ tell, attempt, bridge }: Desk, picking: ReturnType<Native['pickFolder']>): Promise<void> {
  const picked = await picking
  if (!picked.ok) tell({ kind: 'problem', problem: picked.problem })
  else if (picked.value !== null) await attempt(bridge.addFolder({ path: picked.value.path }))
}

export const connectAccount: Action = {
  name: 'connectAccount',
  keys: [],
  when: always,
  perform: desk => desk.open({ kind: 'connect' }),
}

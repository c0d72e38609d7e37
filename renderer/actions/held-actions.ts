import type { Desk } from '../state/desk.ts'
import type { Action } from './action.ts'

const chosen = ({ ui }: Desk): string[] => {
  const { screen, tab, selection } = ui.get()
  return screen === 'queue' && tab === 'held' ? [...selection.ids] : []
}
const isAny = (desk: Desk) => chosen(desk).length > 0

export const judgeSelected: Action = {
  name: 'judgeSelected',
  keys: ['r'],
  when: isAny,
  perform: desk => void desk.attempt(desk.bridge.judgeAgain({ ids: chosen(desk) })),
}

/** No file is touched, and a photo that changes is looked at again. */
export const dismissSelected: Action = {
  name: 'dismissSelected',
  keys: ['Delete', 'Backspace'],
  when: isAny,
  perform: desk => void desk.attempt(desk.bridge.dismissKnown({ ids: chosen(desk) })),
}

import type { Desk } from '../state/desk.ts'
import type { Action } from './action.ts'
import { inLots } from './in-lots.ts'

const chosen = ({ ui }: Desk): string[] => {
  const { screen, tab, selection } = ui.get()
  return screen === 'queue' && tab === 'held' ? [...selection.ids] : []
}
const isAny = (desk: Desk) => chosen(desk).length > 0

export const judgeSelected: Action = {
  name: 'judgeSelected',
  keys: ['r'],
  when: isAny,
  perform: desk => void inLots(desk, chosen(desk), ids => desk.bridge.judgeAgain({ ids })),
}

/** No file is touched, and a photo that changes is looked at again. */
export const dismissSelected: Action = {
  name: 'dismissSelected',
  keys: ['Delete', 'Backspace'],
  when: isAny,
  perform: desk => void inLots(desk, chosen(desk), ids => desk.bridge.dismissKnown({ ids })),
}

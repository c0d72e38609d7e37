import type { ReactNode } from 'react'
import type { ActionName } from '../../actions/action.ts'
import { allActions } from '../../actions/all-actions.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { SelectionBar } from './selection-bar.tsx'

export const panelId = 'queue-panel'

const forSelection: ReadonlySet<ActionName> = new Set<ActionName>([
  'copyLinks',
  'pauseSelected',
  'resumeSelected',
  'retrySelected',
  'sendFirst',
  'sendLast',
  'sendInTurn',
  'cancelSelected',
  'judgeSelected',
  'dismissSelected',
])

/** Wires what stands around every list of the queue: its place, and what can be done with the selection. */
export function ListPanel({ label, selected, children }: { label: string; selected: number; children: ReactNode }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const choices = allActions
    .filter(action => selected > 0 && forSelection.has(action.name) && action.when(desk))
    .map(action => ({
      name: action.name,
      label: text.actions[action.name],
      shortcut: action.keys[0],
      perform: () => action.perform(desk),
    }))
  return (
    <div className="list-panel" role="tabpanel" id={panelId} aria-label={label}>
      {children}
      {selected > 0 && <SelectionBar count={selected} choices={choices} />}
    </div>
  )
}

import type { ActionName } from '../../actions/action.ts'
import { allActions } from '../../actions/all-actions.ts'
import type { Command } from '../../parts/command.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'

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

/** What can be done with the selected photos at this moment. */
export function useCommands(): readonly Command[] {
  const desk = useDesk()
  const { text } = useLanguage()
  return allActions
    .filter(action => forSelection.has(action.name) && action.when(desk))
    .map(action => ({
      name: action.name,
      label: text.actions[action.name],
      shortcut: action.keys[0],
      perform: () => action.perform(desk),
    }))
}

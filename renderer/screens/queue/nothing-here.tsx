import { Button } from '@mantine/core'
import { watchFolder } from '../../actions/account-actions.ts'
import type { Action } from '../../actions/action.ts'
import { addPhotos } from '../../actions/queue-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { nothingSelected } from '../../state/selection.ts'
import { unfinishedOf } from '../../state/selectors.ts'
import type { QueueTab } from '../../state/ui.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'

const deliveredOf = (view: View) => view.queue.counts.delivered
const hasWork = (view: View) => unfinishedOf(view.queue) > 0

/** Wires a list without photos: what will be here and how it gets here, or how to see more than was asked for. */
export function NothingHere({ tab }: { tab: QueueTab }) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const delivered = useView(deliveredOf)
  const filter = useUi(ui => ui.filter)
  const isNarrowed = useUi(ui => ui.filter.trim() !== '' || ui.within !== undefined || ui.reason !== null)
  const isBusy = useView(hasWork)
  const words = text.queue
  if (isNarrowed)
    return (
      <Empty sentence={filter.trim() === '' ? words.noneNarrowed : words.noMatch(filter.trim())}>
        <Button onClick={() => desk.ui.change(ui => ({ ...ui, filter: '', within: undefined, reason: null }))}>
          {words.showAll}
        </Button>
      </Empty>
    )
  const offer = (action: Action, icon: 'add' | 'folder') => (
    <ActionButton
      icon={icon}
      label={text.actions[action.name]}
      shortcut={action.keys[0]}
      onPress={() => action.perform(desk)}
    />
  )
  return (
    <Empty sentence={words.empty[tab]}>
      {(tab === 'now' || tab === 'delivered') && !isBusy && (
        <>
          <p>{words.dropAnywhere}</p>
          <div className="empty-acts">
            {tab === 'now' && delivered > 0 && (
              <Button onClick={() => desk.ui.change(ui => ({ ...ui, tab: 'delivered', selection: nothingSelected }))}>
                {words.showDelivered(delivered, format.count(delivered))}
              </Button>
            )}
            {offer(addPhotos, 'add')}
            {offer(watchFolder, 'folder')}
          </div>
        </>
      )}
    </Empty>
  )
}

import { TextInput } from '@mantine/core'
import { Icon } from '../../parts/icon.tsx'
import { nothingSelected } from '../../state/selection.ts'
import { roundOf, tabCounts } from '../../state/selectors.ts'
import { type QueueTab, queueTabs } from '../../state/ui.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { HeldPanel } from './held-panel.tsx'
import { JobsPanel } from './jobs-panel.tsx'
import { panelId } from './list-panel.tsx'
import { QueueTabs } from './queue-tabs.tsx'
import { RoundLine } from './round-line.tsx'

const stagedOf = (view: View) => view.staged
const quietOf = (view: View) => view.queue.quiet

/** Wires the queue: the one line, the tabs, and the list that is chosen. */
export function QueueScreen() {
  const desk = useDesk()
  const { text } = useLanguage()
  const tab = useUi(ui => ui.tab)
  const filter = useUi(ui => ui.filter)
  const round = useView(roundOf)
  const counts = useView(tabCounts)
  const [batch] = useView(stagedOf)
  const quiet = useView(quietOf)
  const show = (wanted: QueueTab) => desk.ui.change(ui => ({ ...ui, tab: wanted, selection: nothingSelected }))
  return (
    <main className="queue">
      <div className="queue-head">
        <RoundLine
          {...round}
          quietUntil={quiet?.until ?? null}
          onNeedYou={() => show(counts.failed > 0 ? 'failed' : 'held')}
          onStaged={() => batch !== undefined && desk.open({ kind: 'preflight', batch })}
        />
        <div className="queue-bar">
          <QueueTabs
            tabs={queueTabs}
            chosen={tab}
            nameOf={one => text.queue.tabs[one]}
            counts={counts}
            panel={panelId}
            onChoose={show}
          />
          <TextInput
            className="filter"
            data-search
            type="search"
            leftSection={<Icon name="search" size={14} />}
            aria-label={text.queue.filter}
            placeholder={text.queue.filter}
            value={filter}
            onChange={event => desk.ui.change(ui => ({ ...ui, filter: event.target.value }))}
          />
        </div>
      </div>
      {tab === 'held' ? <HeldPanel /> : <JobsPanel tab={tab} />}
    </main>
  )
}

import { sendAnyway } from '../../actions/native-actions.ts'
import { folderNames } from '../../format/folder-names.ts'
import { nothingSelected } from '../../state/selection.ts'
import { roundOf, tabCounts } from '../../state/selectors.ts'
import { type QueueTab, queueTabs, type Ui } from '../../state/ui.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { Filters } from './filters.tsx'
import { HeldPanel } from './held-panel.tsx'
import { JobsPanel } from './jobs-panel.tsx'
import { panelId } from './list-panel.tsx'
import { QueueTabs } from './queue-tabs.tsx'
import { RoundLine } from './round-line.tsx'
import { useReasons } from './use-reasons.ts'

const stagedOf = (view: View) => view.staged
const quietOf = (view: View) => view.queue.quiet
const meteredOf = (view: View) => view.queue.metered
const foldersOf = (view: View) => view.folders
/** Stands for no folder where choices are texts. */
const byHand = 'by-hand'

/** Wires the queue: the one line, the tabs, and the list that is chosen. */
export function QueueScreen() {
  const desk = useDesk()
  const { text } = useLanguage()
  const tab = useUi(ui => ui.tab)
  const round = useView(roundOf)
  const counts = useView(tabCounts)
  const [batch] = useView(stagedOf)
  const quiet = useView(quietOf)
  const isMetered = useView(meteredOf)
  const show = (wanted: QueueTab) =>
    desk.ui.change(ui => ({
      ...ui,
      tab: wanted,
      selection: nothingSelected,
      reason: wanted === ui.tab ? ui.reason : null,
    }))
  // What was given up is no list one works with: it is there while there is some of it.
  const tabs = queueTabs.filter(one => one !== 'cancelled' || counts.cancelled > 0 || tab === 'cancelled')
  return (
    <main className="queue">
      <div className="queue-head">
        <RoundLine
          {...round}
          quietUntil={quiet?.until ?? null}
          isMetered={isMetered}
          onSendAnyway={() => sendAnyway.perform(desk)}
          onNeedYou={() => show(counts.failed > 0 ? 'failed' : 'held')}
          onStaged={() => batch !== undefined && desk.open({ kind: 'preflight', batch })}
        />
        <div className="queue-bar">
          <QueueTabs
            tabs={tabs}
            chosen={tab}
            nameOf={one => text.queue.tabs[one]}
            counts={counts}
            panel={panelId}
            onChoose={show}
          />
          <QueueFilters key={tab} tab={tab} />
        </div>
      </div>
      {tab === 'held' ? <HeldPanel /> : <JobsPanel tab={tab} />}
    </main>
  )
}

function QueueFilters({ tab }: { tab: QueueTab }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const filter = useUi(ui => ui.filter)
  const within = useUi(ui => ui.within)
  const reason = useUi(ui => ui.reason)
  const names = folderNames(useView(foldersOf))
  const reasons = useReasons(tab)
  const change = (part: Partial<Ui>) => desk.ui.change(ui => ({ ...ui, ...part, selection: nothingSelected }))
  return (
    <Filters
      text={filter}
      folders={[{ value: byHand, label: text.queue.byHand }, ...[...names].map(([value, label]) => ({ value, label }))]}
      folder={within === undefined ? null : (within ?? byHand)}
      reasons={reasons}
      reason={reason}
      onText={wanted => change({ filter: wanted })}
      onFolder={wanted => change({ within: wanted === null ? undefined : wanted === byHand ? null : wanted })}
      onReason={wanted => change({ reason: wanted })}
    />
  )
}

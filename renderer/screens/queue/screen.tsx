import { TextInput } from '@mantine/core'
import { useCallback, useMemo } from 'react'
import type { UploadJob } from '../../../preload/contract/index.ts'
import { allActions } from '../../actions/all-actions.ts'
import { copyLinksOf } from '../../actions/link-actions.ts'
import { addPhotos } from '../../actions/queue-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { type ListName, listNames } from '../../state/job-list.ts'
import { choose, chooseAll, nothingSelected, step } from '../../state/selection.ts'
import { roundOf, runningJobs, tabCounts } from '../../state/selectors.ts'
import { type QueueTab, queueTabs } from '../../state/ui.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { Details } from './details.tsx'
import { JobList } from './job-list.tsx'
import { QueueTabs } from './queue-tabs.tsx'
import { RoundLine } from './round-line.tsx'
import type { RowAct } from './row-act.ts'
import { SelectionBar } from './selection-bar.tsx'

const panel = 'queue-panel'
const forSelection = [
  'copyLinks',
  'pauseSelected',
  'resumeSelected',
  'retrySelected',
  'sendFirst',
  'sendLast',
  'sendInTurn',
  'cancelSelected',
]

const isRead = (tab: QueueTab): tab is QueueTab & ListName => listNames.some(name => name === tab)
const listsOf = (view: View) => view.lists
const sentOf = (view: View) => view.sent
const foldersOf = (view: View) => view.folders

/** Wires the queue. */
export function QueueScreen() {
  const desk = useDesk()
  const { text } = useLanguage()
  const { tab, filter, selection, isInspecting } = useUi(ui => ui)
  const round = useView(roundOf)
  const counts = useView(tabCounts)
  const running = useView(runningJobs)
  const lists = useView(listsOf)
  const sent = useView(sentOf)
  const folders = useView(foldersOf)

  const all = isRead(tab) ? lists[tab].jobs : running
  const rest = isRead(tab) ? lists[tab].rest.kind : 'end'
  const jobs = useMemo(() => named(all, filter), [all, filter])
  const order = useMemo(() => jobs.map(job => job.id), [jobs])
  const selected = useMemo(() => jobs.filter(job => selection.ids.has(job.id)), [jobs, selection])

  const whereOf = useCallback(
    (job: UploadJob) => shortPath(folders.find(folder => folder.id === job.folder)?.path) ?? text.queue.byHand,
    [folders, text],
  )
  const onNearEnd = useCallback(() => {
    if (isRead(tab) && rest !== 'end') void desk.attempt(desk.store.readMore(tab))
    // A page may bring nothing that passes the filter: then the next one is read.
  }, [desk, tab, rest, all.length])
  const select = useCallback(
    (make: (now: typeof selection) => typeof selection) =>
      desk.ui.change(ui => ({ ...ui, selection: make(ui.selection) })),
    [desk],
  )
  const onAct = useCallback(
    (job: UploadJob, act: RowAct) => {
      const one = { jobs: [job.id] }
      if (act === 'copyLink') void copyLinksOf(desk, [job])
      else if (act === 'pause') void desk.attempt(desk.bridge.pauseJobs(one))
      else if (act === 'resume') void desk.attempt(desk.bridge.resumeJobs(one))
      else void desk.attempt(desk.bridge.retryJobs(one))
    },
    [desk],
  )
  const show = (wanted: QueueTab) => desk.ui.change(ui => ({ ...ui, tab: wanted, selection: nothingSelected }))
  const choices = allActions
    .filter(action => forSelection.includes(action.name) && selected.length > 0 && action.when(desk))
    .map(action => ({
      name: action.name,
      label: text.actions[action.name],
      shortcut: action.keys[0],
      perform: () => action.perform(desk),
    }))

  return (
    <div className="workspace">
      <main className="list-side">
        <RoundLine {...round} onNeedYou={() => show('failed')} />
        <div className="queue-bar">
          <QueueTabs
            tabs={queueTabs}
            chosen={tab}
            nameOf={one => text.queue.tabs[one]}
            counts={counts}
            panel={panel}
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
        {selected.length > 0 && <SelectionBar count={selected.length} choices={choices} />}
        <div className="workspace" role="tabpanel" id={panel} aria-label={text.queue.tabs[tab]}>
          {jobs.length === 0 && rest === 'end' ? (
            <Empty sentence={filter === '' ? text.queue.empty[tab] : text.queue.noMatch(filter)}>
              {filter === '' && (
                <ActionButton
                  icon="add"
                  label={text.actions.addPhotos}
                  shortcut={addPhotos.keys[0]}
                  onPress={() => addPhotos.perform(desk)}
                />
              )}
            </Empty>
          ) : (
            <JobList
              key={tab}
              label={text.queue.tabs[tab]}
              jobs={jobs}
              sent={sent}
              selected={selection.ids}
              focus={selection.focus}
              whereOf={whereOf}
              pictureOf={desk.host.pictures.thumbnail}
              onNearEnd={onNearEnd}
              onChoose={(job, how) => select(now => choose(order, now, job.id, how))}
              onStep={(by, range) => select(now => step(order, now, by, range))}
              onAll={() => select(now => chooseAll(order, now))}
              onOpen={job => desk.open({ kind: 'preview', job: job.id })}
              onAct={onAct}
            />
          )}
        </div>
      </main>
      {isInspecting && (
        <Details
          jobs={selected}
          whereOf={whereOf}
          onClose={() => desk.ui.change(ui => ({ ...ui, isInspecting: false }))}
        />
      )}
    </div>
  )
}

function named(jobs: readonly UploadJob[], filter: string): readonly UploadJob[] {
  const wanted = filter.trim().toLocaleLowerCase()
  return wanted === '' ? jobs : jobs.filter(job => job.name.toLocaleLowerCase().includes(wanted))
}

const shortPath = (path: string | undefined) => path?.slice(path.lastIndexOf('/') + 1)

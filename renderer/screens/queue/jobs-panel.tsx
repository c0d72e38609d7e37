import { useCallback, useEffect, useMemo, useState } from 'react'
import type { UploadJob } from '../../../preload/contract/index.ts'
import { copyLinksOf } from '../../actions/link-actions.ts'
import { addPhotos } from '../../actions/queue-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { RowList } from '../../parts/row-list.tsx'
import type { Desk } from '../../state/desk.ts'
import { type ListName, listNames } from '../../state/job-list.ts'
import { jobOf, runningJobs } from '../../state/selectors.ts'
import type { QueueTab } from '../../state/ui.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { Details } from './details.tsx'
import { JobRow } from './job-row.tsx'
import { ListPanel } from './list-panel.tsx'
import { actOf } from './row-act.ts'
import { useListSelection } from './use-list-selection.ts'
import { useWhere } from './use-where.ts'

const isRead = (tab: QueueTab): tab is QueueTab & ListName => listNames.some(name => name === tab)
const listsOf = (view: View) => view.lists
const sentOf = (view: View) => view.sent

/** Wires a list of photos that have a job. */
export function JobsPanel({ tab }: { tab: Exclude<QueueTab, 'held'> }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const { filter, selection, isInspecting } = useUi(ui => ui)
  const running = useView(runningJobs)
  const lists = useView(listsOf)
  const sent = useView(sentOf)
  const whereOf = useWhere()

  const all = isRead(tab) ? lists[tab].jobs : running
  const rest = isRead(tab) ? lists[tab].rest.kind : 'end'
  const jobs = useMemo(() => named(all, filter), [all, filter])
  const byId = useMemo(() => new Map(jobs.map(job => [job.id, job])), [jobs])
  const order = useMemo(() => [...byId.keys()], [byId])
  const selected = useMemo(() => jobs.filter(job => selection.ids.has(job.id)), [jobs, selection.ids])
  const { onChoose, onStep, onAll } = useListSelection(order)

  const readOn = useCallback(async () => {
    if (isRead(tab) && rest !== 'end' && !(await desk.attempt(desk.store.readMore(tab)))) setAllWanted(false)
    // A page may bring nothing that passes the filter: then the next one is read.
  }, [desk, tab, rest, all.length])
  const onNearEnd = useCallback(() => void readOn(), [readOn])
  // All is all there are, not all that was scrolled to: the rest is read first.
  const [isAllWanted, setAllWanted] = useState(false)
  useEffect(() => {
    if (!isAllWanted) return
    if (rest === 'end') {
      onAll()
      setAllWanted(false)
    } else void readOn()
  }, [isAllWanted, rest, onAll, readOn])
  const onOpen = useCallback((job: string) => desk.open({ kind: 'preview', job, isActualSize: false }), [desk])
  const onAct = useCallback((id: string) => act(desk, id), [desk])

  return (
    <>
      <ListPanel label={text.queue.tabs[tab]} selected={selected.length}>
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
          <RowList
            key={tab}
            label={text.queue.tabs[tab]}
            columns={Object.values(text.queue.columns)}
            ids={order}
            focus={selection.focus}
            onNearEnd={onNearEnd}
            onStep={onStep}
            onAll={() => setAllWanted(true)}
            drawRow={(id, place) => {
              const job = byId.get(id)
              return job === undefined ? null : (
                <JobRow
                  key={id}
                  {...place}
                  job={job}
                  sent={sent.get(id) ?? 0}
                  where={whereOf(job)}
                  picture={desk.host.pictures.thumbnail(job)}
                  isSelected={selection.ids.has(id)}
                  onChoose={onChoose}
                  onOpen={onOpen}
                  onAct={onAct}
                />
              )
            }}
          />
        )}
      </ListPanel>
      {isInspecting && <Details jobs={selected} whereOf={whereOf} />}
    </>
  )
}

function act(desk: Desk, id: string): void {
  const job = jobOf(desk.view(), id)
  if (job === undefined) return
  const one = { jobs: [id] }
  switch (actOf(job.state)) {
    case 'copyLink':
      return void copyLinksOf(desk, [job])
    case 'pause':
      return void desk.attempt(desk.bridge.pauseJobs(one))
    case 'resume':
      return void desk.attempt(desk.bridge.resumeJobs(one))
    case 'retry':
    case 'retryNow':
      return void desk.attempt(desk.bridge.retryJobs(one))
    case null:
  }
}

function named(jobs: readonly UploadJob[], filter: string): readonly UploadJob[] {
  const wanted = filter.trim().toLocaleLowerCase()
  return wanted === '' ? jobs : jobs.filter(job => job.name.toLocaleLowerCase().includes(wanted))
}

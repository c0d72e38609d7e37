import { useCallback, useEffect, useMemo, useState } from 'react'
import { copyLinksOf } from '../../actions/link-actions.ts'
import { RowList } from '../../parts/row-list.tsx'
import type { Desk } from '../../state/desk.ts'
import { type ListName, listNames } from '../../state/job-list.ts'
import { everything, isSameNarrowing, passes } from '../../state/narrowing.ts'
import { jobOf, runningJobs } from '../../state/selectors.ts'
import type { QueueTab } from '../../state/ui.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { Details } from './details.tsx'
import { deliveredPicture } from './delivered-picture.ts'
import { JobRow } from './job-row.tsx'
import { ListPanel } from './list-panel.tsx'
import { NothingHere } from './nothing-here.tsx'
import { actOf } from './row-act.ts'
import { useListSelection } from './use-list-selection.ts'
import { useNarrowing } from './use-narrowing.ts'
import { useRowMenu } from './use-row-menu.tsx'
import { useWhere } from './use-where.ts'

const isRead = (tab: QueueTab): tab is QueueTab & ListName => listNames.some(name => name === tab)
const listsOf = (view: View) => view.lists
const sentOf = (view: View) => view.sent
const speedsOf = (view: View) => view.speeds

/** Wires a list of photos that have a job. */
export function JobsPanel({ tab }: { tab: Exclude<QueueTab, 'held'> }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const selection = useUi(ui => ui.selection)
  const isInspecting = useUi(ui => ui.isInspecting)
  const running = useView(runningJobs)
  const lists = useView(listsOf)
  const sent = useView(sentOf)
  const speeds = useView(speedsOf)
  const whereOf = useWhere()
  const wanted = useNarrowing()

  // The engine searches what it lists; those on their way are few, and all here.
  useEffect(() => {
    if (isRead(tab)) desk.store.narrow(tab, wanted)
  }, [desk, tab, wanted])
  const list = isRead(tab) ? lists[tab] : null
  const isAsked = list === null || isSameNarrowing(list.narrowing, wanted)
  const rest = list === null ? 'end' : isAsked ? list.rest.kind : 'unread'
  const jobs = useMemo(() => list?.jobs ?? running.filter(job => passes(wanted, job)), [list, running, wanted])
  const byId = useMemo(() => new Map(jobs.map(job => [job.id, job])), [jobs])
  const order = useMemo(() => [...byId.keys()], [byId])
  const selected = useMemo(() => jobs.filter(job => selection.ids.has(job.id)), [jobs, selection.ids])
  const { onChoose, onStep, onAll } = useListSelection(order)
  const { menu, onMenu } = useRowMenu(true)

  const narrowing = list?.narrowing ?? everything
  const readOn = useCallback(async () => {
    if (isRead(tab) && rest !== 'end' && !(await desk.attempt(desk.store.readMore(tab)))) setAllWanted(false)
    // Narrowed otherwise, it is unread once more.
  }, [desk, tab, rest, narrowing, jobs.length])
  const onNearEnd = useCallback(() => void readOn(), [readOn])
  // What is shown of another question, or of another time, may be long: its end need not be near.
  useEffect(() => {
    if (rest === 'unread') void readOn()
  }, [rest, readOn])
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
          <NothingHere tab={tab} />
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
            onOpen={onOpen}
            onMenu={onMenu}
            drawRow={(id, place) => {
              const job = byId.get(id)
              return job === undefined ? null : (
                <JobRow
                  key={id}
                  {...place}
                  job={job}
                  sent={sent.get(id) ?? 0}
                  speed={speeds.get(id) ?? null}
                  where={whereOf(job)}
                  picture={desk.host.pictures.thumbnail(job)}
                  pictureInstead={deliveredPicture(desk, job, 72)}
                  isSelected={selection.ids.has(id)}
                  onChoose={onChoose}
                  onOpen={onOpen}
                  onAct={onAct}
                  onMenu={onMenu}
                />
              )
            }}
          />
        )}
        {menu}
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
    case 'newToken':
      return desk.open({ kind: 'token', profile: job.profile })
    case 'retry':
    case 'retryNow':
      return void desk.attempt(desk.bridge.retryJobs(one))
    case null:
  }
}

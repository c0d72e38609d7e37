import { useEffect, useRef, useState } from 'react'
import type { BatchId, StagedView } from '../../../preload/contract/index.ts'
import { draftOf, readDraft, type SendingDraft } from '../../parts/sending-draft.ts'
import { timeToSend } from '../../format/time-to-send.ts'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { Preflight } from './preflight.tsx'

const askEveryMs = 300

const changesOf = (view: View) => view.stagedChanges
const budgetsOf = (view: View) => view.budgets
const profilesOf = (view: View) => view.profiles
/** What this line can do; a limit that is higher says nothing. */
const speedOf = ({ queue: { bytesPerSecondLimit: limit }, lastSpeed }: View) =>
  limit === null || lastSpeed === null ? (limit ?? lastSpeed) : Math.min(limit, lastSpeed)

/** Wires the sheet of one batch: looks at it again whenever it may have changed. */
export function PreflightSheet({ batch }: { batch: BatchId }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const changes = useView(changesOf)
  const budgets = useView(budgetsOf)
  const profiles = useView(profilesOf)
  const speed = useView(speedOf)
  const before = useUi(ui => ui.sending)
  const [staged, setStaged] = useState<StagedView | null>(null)
  const [draft, setDraft] = useState<SendingDraft | null>(before === null ? null : draftOf(before))
  const [isBusy, setIsBusy] = useState(false)
  const askedAt = useRef(0)

  useEffect(() => {
    // While it is sent or moved it is no sheet any more, and what it becomes is told by that order itself.
    if (isBusy) return undefined
    let isWanted = true
    const ask = async () => {
      askedAt.current = Date.now()
      const found = await desk.bridge.stagedBatch({ batch })
      if (!isWanted) return
      if (found.ok) {
        setStaged(found.value)
        setDraft(now => now ?? draftOf(found.value.sending))
      } else {
        desk.open(null)
        desk.tell({ kind: 'problem', problem: found.problem })
      }
    }
    const waiting = setTimeout(() => void ask(), Math.max(0, askedAt.current + askEveryMs - Date.now()))
    return () => {
      isWanted = false
      clearTimeout(waiting)
    }
  }, [desk, batch, changes, isBusy])

  const close = () => desk.open(null)
  const later = () => {
    if (staged?.complete === true && staged.ready.count === 0) return void giveUp()
    close()
    if (staged !== null && staged.ready.count > 0) desk.tell({ kind: 'waits', count: staged.ready.count })
  }
  const send = async () => {
    const read = draft === null ? null : readDraft(draft)
    if (read?.kind !== 'read') return
    setIsBusy(true)
    const isSent = await desk.attempt(desk.bridge.sendStaged({ batch, sending: read.sending }))
    setIsBusy(false)
    if (!isSent) return
    close()
    desk.ui.change(ui => ({ ...ui, sending: read.sending }))
  }
  const giveUp = async () => {
    close()
    await desk.attempt(desk.bridge.dropStaged({ batch }))
  }
  const move = async (profile: string) => {
    setIsBusy(true)
    const moved = await desk.bridge.moveStaged({ batch, profile })
    setIsBusy(false)
    if (!moved.ok) return desk.tell({ kind: 'problem', problem: moved.problem })
    const { floating } = desk.ui.get()
    // Whoever has closed it meanwhile does not see it again by itself.
    if (floating?.kind === 'preflight' && floating.batch === batch)
      desk.open({ kind: 'preflight', batch: moved.value.batch })
  }
  const budget = budgets.find(one => one.profile === staged?.profile)
  return (
    <FloatingSheet title={text.preflight.title} size={760} onClose={later}>
      {staged !== null && draft !== null && (
        <Preflight
          staged={staged}
          draft={draft}
          profiles={profiles.map(({ name }) => name)}
          seconds={timeToSend({ bytes: staged.ready.bytes, calls: staged.calls }, speed, budget, Date.now())}
          callsLeft={budget?.remaining ?? null}
          isBusy={isBusy}
          onDraft={setDraft}
          onProfile={profile => void move(profile)}
          onSend={() => void send()}
          onGiveUp={() => void giveUp()}
          onLater={later}
        />
      )}
    </FloatingSheet>
  )
}

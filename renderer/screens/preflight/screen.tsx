import { useEffect, useRef, useState } from 'react'
import type { BatchId, StagedView } from '../../../preload/contract/index.ts'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { Preflight } from './preflight.tsx'

const askEveryMs = 300

const changesOf = (view: View) => view.stagedChanges
const budgetsOf = (view: View) => view.budgets
const speedOf = (view: View) => view.queue.bytesPerSecondLimit ?? view.lastSpeed

/** Wires the sheet of one batch: looks at it again whenever it may have changed. */
export function PreflightSheet({ batch }: { batch: BatchId }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const changes = useView(changesOf)
  const budgets = useView(budgetsOf)
  const speed = useView(speedOf)
  const [staged, setStaged] = useState<StagedView | null>(null)
  const [isSending, setIsSending] = useState(false)
  const askedAt = useRef(0)

  useEffect(() => {
    let isWanted = true
    const ask = async () => {
      askedAt.current = Date.now()
      const found = await desk.bridge.stagedBatch({ batch })
      if (!isWanted) return
      if (found.ok) setStaged(found.value)
      else {
        desk.open(null)
        desk.tell({ kind: 'problem', problem: found.problem })
      }
    }
    const waiting = setTimeout(() => void ask(), Math.max(0, askedAt.current + askEveryMs - Date.now()))
    return () => {
      isWanted = false
      clearTimeout(waiting)
    }
  }, [desk, batch, changes])

  const close = () => desk.open(null)
  const send = async () => {
    setIsSending(true)
    const isSent = await desk.attempt(desk.bridge.sendStaged({ batch }))
    setIsSending(false)
    if (isSent) close()
  }
  const giveUp = async () => {
    close()
    await desk.attempt(desk.bridge.dropStaged({ batch }))
  }
  return (
    <FloatingSheet title={text.preflight.title} size={640} onClose={close}>
      {staged !== null && (
        <Preflight
          staged={staged}
          speed={speed}
          callsLeft={budgets.find(budget => budget.profile === staged.profile)?.remaining ?? null}
          isSending={isSending}
          onSend={() => void send()}
          onGiveUp={() => void giveUp()}
          onLater={close}
        />
      )}
    </FloatingSheet>
  )
}

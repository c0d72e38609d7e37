import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useState } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { useNow } from '../../parts/use-now.ts'
import { activeProfile } from '../../state/selectors.ts'
import { useCell } from '../../state/use-cell.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'

const haltedOf = (view: View) => view.halted
const noticesOf = (view: View) => view.notices
const closedOf = (view: View) => view.queue.closed
const accountOf = (view: View) => activeProfile(view)?.name

/** Wires what a person has to know whatever they look at: no engine, a standstill, no way to the account, and what the engine noticed. */
export function Notices() {
  const { text } = useLanguage()
  return (
    <section aria-label={text.frame.notices}>
      <EngineGone />
      <AccountsClosed />
      <Noticed />
    </section>
  )
}

function EngineGone() {
  const desk = useDesk()
  const { text } = useLanguage()
  const line = useCell(desk.store.line, now => now)
  if (line !== 'lost') return null
  return <Notice title={text.frame.lost} advice={text.frame.lostAdvice} />
}

/** Each account that takes nothing at the moment: why, and when it is asked again. */
function AccountsClosed() {
  const { text, format } = useLanguage()
  const closed = useView(closedOf)
  const active = useView(accountOf)
  const now = useNow(closed.length === 0 ? null : 1_000)
  return closed.map(({ profile, until, because }) => {
    const { title, advice } = text.problem(because)
    const words = profile === active ? title : text.frame.ofAccount(profile, title)
    return (
      <Notice
        key={profile}
        title={`${words}.`}
        advice={`${advice} ${text.frame.again(format.clock(Math.max(0, until - now) / 1_000))}`}
        isQuiet
      />
    )
  })
}

/** Dismissed, it is gone until it happens again. */
function Noticed() {
  const { text } = useLanguage()
  const halted = useView(haltedOf)
  const notices = useView(noticesOf)
  const [dismissed, setDismissed] = useState(0)
  // A fresh snapshot may tell fewer than were dismissed.
  useEffect(() => setDismissed(count => Math.min(count, notices.length)), [notices])
  const latest = halted ?? (notices.length > dismissed ? notices.at(-1) : undefined)
  if (latest === undefined) return null
  const { title, advice } = text.problem(latest)
  return (
    <Notice title={halted === null ? title : `${text.frame.halted}: ${title}`} advice={advice}>
      {halted === null && (
        <Button size="compact-sm" variant="subtle" onClick={() => setDismissed(notices.length)}>
          {text.frame.dismiss}
        </Button>
      )}
    </Notice>
  )
}

type Props = { title: string; advice: string; isQuiet?: boolean; children?: ReactNode }

/** One line above the screen. A clock that runs is not read out again and again. */
function Notice({ title, advice, isQuiet = false, children }: Props) {
  return (
    <div className="notice" role={isQuiet ? undefined : 'alert'}>
      <Icon name="alert" />
      <span>
        <strong>{title}</strong> {advice}
      </span>
      {children}
    </div>
  )
}

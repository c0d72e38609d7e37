import type { ReactNode } from 'react'
import type { AccountUse, BudgetView, ClosedAccount, QuietView } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useNow } from '../../parts/use-now.ts'
import { useLanguage } from '../../text/language.ts'

type Props = {
  speed: number | null
  secondsLeft: number | null
  limits: ReactNode
  budget: BudgetView | undefined
  use: AccountUse | null
  closed: ClosedAccount | undefined
  quiet: QuietView | null
  isMetered: boolean
  isLost: boolean
}

/** The numbers one glances at; each stands in its place. */
export function StatusBar({ speed, secondsLeft, limits, budget, use, closed, quiet, isMetered, isLost }: Props) {
  const { text, format } = useLanguage()
  const now = useNow(closed === undefined ? null : 1_000)
  const words = text.status
  return (
    <footer className="status-bar" aria-label={text.frame.status}>
      <span className="speed">{format.rate(speed ?? 0)}</span>
      {limits}
      {secondsLeft !== null && <span>{words.left(format.clock(secondsLeft))}</span>}
      {quiet !== null && (
        <span className="status-quiet">
          <Icon name="clock" size={14} /> {words.quiet(format.moment(quiet.until, quiet.until))}
        </span>
      )}
      {isMetered && (
        <span className="status-quiet">
          <Icon name="clock" size={14} /> {words.metered}
        </span>
      )}
      <span className="spacer" />
      <span role="status">
        {isLost ? (
          <span className="status-alert">
            <Icon name="alert" size={14} /> {text.frame.lost}
          </span>
        ) : (
          closed !== undefined && (
            <span className="status-alert">
              <Icon name="clock" size={14} />
              {words.closed(text.problem(closed.because).title, format.clock((closed.until - now) / 1_000))}
            </span>
          )
        )}
      </span>
      {budget !== undefined && (
        <span title={words.budgetHint}>{words.budget(format.count(budget.remaining), format.count(budget.quota))}</span>
      )}
      {use !== null && (
        <span title={words.imagesHint}>{words.images(format.count(use.current), format.count(use.allowed))}</span>
      )}
    </footer>
  )
}

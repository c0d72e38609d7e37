import type { AccountCheck } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

/** How it went when the account was last asked; a failure with what to do. */
export function CheckWords({ check }: { check: AccountCheck | null }) {
  const { text, format } = useLanguage()
  const words = text.accounts
  if (check === null) return <p className="quiet">{words.unchecked}</p>
  const at = format.moment(check.at, check.at)
  if (check.kind === 'passed')
    return (
      <p className="state" data-tone="good">
        <Icon name="check" size={14} /> {words.passed(at)}
      </p>
    )
  const { title, advice } = text.problem(check.because)
  return (
    <div role="alert">
      <p className="state account-failed" data-tone="bad">
        <Icon name="alert" size={14} /> {words.failed(at, title)}
      </p>
      <p>{advice}</p>
    </div>
  )
}

import { Button } from '@mantine/core'
import {
  type AccountUse,
  type BudgetView,
  cloudflareBaseUrl,
  type ProfileView,
} from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'
import { CheckWords } from './check-words.tsx'

type Props = {
  profile: ProfileView
  budget: BudgetView | undefined
  /** Images kept and allowed, where they are known. */
  use: AccountUse | null
  isChecking: boolean
  onCheck(): void
  onUse(): void
  onNewToken(): void
  onRemove(): void
}

/** One account: which, how it can be reached, how full it is, and what can be done about it. */
export function AccountCard({ profile, budget, use, isChecking, onCheck, onUse, onNewToken, onRemove }: Props) {
  const { text, format } = useLanguage()
  const words = text.accounts
  const { name, account, active, token, check } = profile
  const isLocal = account.kind === 'local'
  const why = token === 'this-run' || token === 'environment' || token === 'missing' ? token : null
  return (
    <div className="card" role="group" aria-label={name}>
      <div className="card-head">
        <Icon name={isLocal ? 'computer' : 'cloud'} />
        <strong className="cut">{name}</strong>
        {active ? (
          <span className="state" data-tone="good">
            <Icon name="check" /> {text.settings.active}
          </span>
        ) : (
          <Button size="compact-sm" aria-label={words.useNamed(name)} onClick={onUse}>
            {text.settings.use}
          </Button>
        )}
        <Button size="compact-sm" loading={isChecking} aria-label={words.checkNamed(name)} onClick={onCheck}>
          {words.check}
        </Button>
        {!isLocal && (
          <>
            <Button size="compact-sm" aria-label={words.newTokenNamed(name)} onClick={onNewToken}>
              {words.newToken}
            </Button>
            <Button size="compact-sm" variant="subtle" aria-label={words.removeNamed(name)} onClick={onRemove}>
              {words.remove}
            </Button>
          </>
        )}
      </div>
      <div className="card-line">
        {isLocal ? (
          <span>{text.profiles.localHint}</span>
        ) : (
          <>
            <span>{words.accountId(account.accountId)}</span>
            {account.baseUrl !== cloudflareBaseUrl && <span>{words.elsewhere(account.baseUrl)}</span>}
            <span>{text.profiles.tokens[token]}</span>
          </>
        )}
      </div>
      {why !== null && (
        <p className="account-why" data-tone={why === 'missing' ? 'bad' : undefined}>
          {words[why === 'this-run' ? 'thisRun' : why]}
        </p>
      )}
      <div className="card-line">
        {use !== null && <span>{words.images(format.count(use.current), format.count(use.allowed))}</span>}
        {budget !== undefined && (
          <span>
            {words.budget(
              format.count(budget.remaining),
              format.count(budget.quota),
              format.moment(budget.resetAt, budget.resetAt),
            )}
          </span>
        )}
      </div>
      <CheckWords check={check} />
    </div>
  )
}

import { useEffect, useState } from 'react'
import { connectAccount } from '../../actions/account-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { PermissionRow } from '../../parts/permission-row.tsx'
import { activeProfile } from '../../state/selectors.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { useAccountUse } from '../frame/use-account-use.ts'
import { AccountCard } from './account-card.tsx'

const profilesOf = (view: View) => view.profiles
const budgetsOf = (view: View) => view.budgets

/** Wires the accounts. The one in use is checked by itself, for its token is read anyway; the others when they are asked for. */
export function AccountsSection() {
  const desk = useDesk()
  const { text } = useLanguage()
  const profiles = useView(profilesOf)
  const budgets = useView(budgetsOf)
  const active = useView(activeProfile)
  // The one in use goes on; its number must be that of the status bar.
  const useNow = useAccountUse(active)
  const [checking, setChecking] = useState<ReadonlySet<string>>(new Set())

  const check = async (profile: string) => {
    setChecking(now => new Set([...now, profile]))
    // How it went is told by the feed, and stands with the account.
    await desk.bridge.verifyProfile({ profile })
    setChecking(now => new Set([...now].filter(name => name !== profile)))
  }
  const unchecked = active !== undefined && active.check === null ? active.name : null
  useEffect(() => {
    if (unchecked !== null) void check(unchecked)
    // Once for each account that comes into use; `check` itself is made anew each time.
  }, [unchecked])

  return (
    <>
      <p className="quiet">{text.accounts.lead}</p>
      {profiles.map(profile => (
        <AccountCard
          key={profile.name}
          profile={profile}
          budget={budgets.find(budget => budget.profile === profile.name)}
          use={(profile.active ? useNow : null) ?? (profile.check?.kind === 'passed' ? profile.check.use : null)}
          isChecking={checking.has(profile.name)}
          onCheck={() => void check(profile.name)}
          onUse={() => void desk.attempt(desk.bridge.useProfile({ profile: profile.name }))}
          onNewToken={() => desk.open({ kind: 'token', profile: profile.name })}
          onRemove={() => desk.open({ kind: 'question', question: { kind: 'removeProfile', profile: profile.name } })}
        />
      ))}
      <div className="account-needs">
        <div>
          <p className="quiet">{text.accounts.needs}</p>
          <PermissionRow />
        </div>
        <ActionButton icon="add" label={text.actions.connectAccount} onPress={() => connectAccount.perform(desk)} />
      </div>
    </>
  )
}

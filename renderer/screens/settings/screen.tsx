import { Button, SegmentedControl } from '@mantine/core'
import { connectAccount } from '../../actions/account-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'

const preferencesOf = (view: View) => view.preferences
const profilesOf = (view: View) => view.profiles
const themes = ['dark', 'light', 'system'] as const
const languages = ['system', 'en', 'de'] as const

/** Wires the settings: what is chosen counts at once. */
export function SettingsScreen() {
  const desk = useDesk()
  const { text } = useLanguage()
  const { theme, language } = useView(preferencesOf)
  const profiles = useView(profilesOf)
  const words = text.settings
  return (
    <main className="column">
      <div className="column-inner">
        <h1>{words.title}</h1>
        <div>
          <div className="setting">
            <span id="setting-theme">{words.appearance}</span>
            <SegmentedControl
              aria-labelledby="setting-theme"
              value={theme}
              onChange={chosen => desk.prefer({ theme: chosen })}
              data={themes.map(value => ({ value, label: words.themes[value] }))}
            />
          </div>
          <div className="setting">
            <span id="setting-language">{words.language}</span>
            <SegmentedControl
              aria-labelledby="setting-language"
              value={language}
              onChange={chosen => desk.prefer({ language: chosen })}
              data={languages.map(value => ({ value, label: words.languages[value] }))}
            />
          </div>
        </div>
        <h2>{words.accounts}</h2>
        {profiles.map(({ name, account, active, token }) => (
          <div key={name} className="card account">
            <div className="account">
              <Icon name={account.kind === 'local' ? 'computer' : 'cloud'} />
              <strong>{name}</strong>
              <span className="quiet">
                {account.kind === 'local' ? text.profiles.localHint : text.profiles.tokens[token]}
              </span>
              {active ? (
                <span className="state" data-tone="good">
                  <Icon name="check" /> {words.active}
                </span>
              ) : (
                <Button size="compact-sm" onClick={() => void desk.attempt(desk.bridge.useProfile({ profile: name }))}>
                  {words.use}
                </Button>
              )}
              {account.kind !== 'local' && (
                <Button size="compact-sm" variant="subtle" onClick={() => desk.open({ kind: 'token', profile: name })}>
                  {text.profiles.newToken}
                </Button>
              )}
            </div>
          </div>
        ))}
        <div>
          <ActionButton icon="add" label={text.actions.connectAccount} onPress={() => connectAccount.perform(desk)} />
        </div>
      </div>
    </main>
  )
}

import type { ReactNode } from 'react'
import { ActionButton } from '../../parts/action-button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Shortcut } from '../../parts/shortcut.tsx'
import { useLanguage } from '../../text/language.ts'

type Command = { readonly label: string; readonly shortcut: string | undefined; perform(): void }

type Props = {
  profile: ReactNode
  isPaused: boolean
  find: Command
  pause: Command
  add: Command
  details: Command | null
}

/** What is at hand on every screen. */
export function TopBar({ profile, isPaused, find, pause, add, details }: Props) {
  const { text } = useLanguage()
  return (
    <header className="top-bar">
      {profile}
      <button type="button" className="top-bar-find" onClick={find.perform}>
        <Icon name="search" size={14} />
        <span className="cut">{text.frame.find}</span>
        <Shortcut of={find.shortcut} />
      </button>
      <ActionButton
        icon={isPaused ? 'play' : 'pause'}
        variant={isPaused ? 'filled' : 'default'}
        label={pause.label}
        shortcut={pause.shortcut}
        onPress={pause.perform}
      />
      <ActionButton icon="add" label={add.label} shortcut={add.shortcut} onPress={add.perform} />
      {details !== null && (
        <button
          type="button"
          className="bare"
          aria-label={details.label}
          title={details.label}
          onClick={details.perform}
        >
          <Icon name="panel" />
        </button>
      )}
    </header>
  )
}

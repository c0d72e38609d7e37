import { Button, Menu } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { FolderView } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  folder: FolderView
  /** The form, drawn only once it is opened. */
  settings(): ReactNode
  onPause(): void
  onResume(): void
  onLook(): void
  onRemove(): void
}

/** One watched folder: where, how it is, and why. */
export function FolderCard({ folder, settings, onPause, onResume, onLook, onRemove }: Props) {
  const { text, format } = useLanguage()
  const [isOpen, setIsOpen] = useState(false)
  const words = text.folders
  const isPaused = folder.state.kind === 'paused'
  return (
    <section className="card" aria-label={folder.path}>
      <div className="card-head">
        <span className="dot" data-state={folder.state.kind} />
        <h2 className="cut" title={folder.path}>
          {folder.path}
        </h2>
        <Button size="compact-sm" variant="subtle" onClick={isPaused ? onResume : onPause}>
          {isPaused ? words.resume : words.pause}
        </Button>
        <Menu>
          <Menu.Target>
            <button type="button" className="bare" aria-label={words.more(folder.path)}>
              <Icon name="more" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="search" />} onClick={onLook}>
              {words.lookAgain}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="close" />} onClick={onRemove}>
              {words.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <FolderState folder={folder} />
      <p className="card-line">
        <span>{words.known(folder.known, format.count(folder.known))}</span>
        <span>{words.to(folder.profile)}</span>
        {folder.settings.private && <span>{text.inspector.private}</span>}
      </p>
      <details onToggle={event => setIsOpen(event.currentTarget.open)}>
        <summary>{words.settings}</summary>
        {isOpen && settings()}
      </details>
    </section>
  )
}

function FolderState({ folder: { state } }: { folder: FolderView }) {
  const { text, format } = useLanguage()
  const { states, crawling, notNow } = text.folders
  if (state.kind === 'paused') return <p className="quiet">{states.paused}</p>
  if (state.kind === 'unreachable') {
    const { title, advice } = text.problem(state.because)
    return (
      <div className="state" data-tone="bad">
        <Icon name="alert" />
        <span>
          {states.unreachable(title)} {advice}
        </span>
      </div>
    )
  }
  return (
    <p>
      {states.watching}
      {state.hearing.kind === 'not-now' && <span className="quiet"> · {notNow}</span>}
      {state.hearing.kind === 'crawling' && (
        <span className="quiet">
          {' '}
          · {crawling(format.timeLeft(state.hearing.everyMs / 1_000), state.hearing.because)}
        </span>
      )}
    </p>
  )
}

import { Button, Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FolderActivity, FolderView } from '../../../preload/contract/index.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'
import { FolderNumbers, type FolderTab } from './folder-numbers.tsx'
import { FolderStanding } from './folder-standing.tsx'
import { LastPhoto } from './last-photo.tsx'

type Props = {
  folder: FolderView
  name: string
  /** Null until it is known. */
  activity: FolderActivity | null
  picture: string | null
  now: number
  /** The form, drawn only once it is opened. */
  settings: ReactNode
  onPause(): void
  onResume(): void
  onLook(): void
  onRemove(): void
  onShow(tab: FolderTab): void
}

/** One watched folder: where, how it is and why, and what became of its photos. */
export function FolderCard({ folder, name, activity, picture, now, settings, ...told }: Props) {
  const { text, format } = useLanguage()
  const words = text.folders
  const known = activity?.known ?? folder.known
  const isPaused = folder.state.kind === 'paused'
  return (
    <section className="card" id={`folder-${folder.id}`} aria-label={folder.path}>
      <div className="card-head">
        <span className="dot" data-state={folder.state.kind} />
        <h2 className="cut" title={folder.path}>
          {name}
        </h2>
        <Button size="compact-sm" variant="subtle" onClick={isPaused ? told.onResume : told.onPause}>
          {isPaused ? words.resume : words.pause}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <button type="button" className="bare" aria-label={words.more(folder.path)}>
              <Icon name="more" />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon name="search" />} onClick={told.onLook}>
              {words.lookAgain}
            </Menu.Item>
            <Menu.Item leftSection={<Icon name="close" />} onClick={told.onRemove}>
              {words.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      <p className="card-path quiet cut" title={folder.path}>
        {folder.path}
      </p>
      <FolderStanding state={folder.state} onResume={told.onResume} onLook={told.onLook} />
      <div className="card-body">
        <LastPhoto last={activity?.last ?? null} picture={picture} now={now} />
        <FolderNumbers activity={activity} onShow={told.onShow} />
      </div>
      <p className="card-line">
        <span>{words.known(known, format.count(known))}</span>
        <span>{words.to(folder.profile)}</span>
        <span>{folder.settings.private ? text.inspector.private : text.inspector.public}</span>
        {!folder.settings.recursive && <span>{words.notRecursive}</span>}
      </p>
      <Disclosure label={words.settings}>{settings}</Disclosure>
    </section>
  )
}

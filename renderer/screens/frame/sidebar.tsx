import type { FolderView } from '../../../preload/contract/index.ts'
import { folderNames } from '../../format/folder-names.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import type { Screen } from '../../state/ui.ts'
import { useLanguage } from '../../text/language.ts'

export type Place = { readonly screen: Screen; readonly icon: IconName; readonly count: number | null; go(): void }

type Props = { places: readonly Place[]; here: Screen; folders: readonly FolderView[]; onFolder(id: string): void }

/** The screens, and under Folders how each of them is. */
export function Sidebar({ places, here, folders, onFolder }: Props) {
  const { text, format } = useLanguage()
  const names = folderNames(folders)
  return (
    <nav className="sidebar" aria-label={text.frame.navigation}>
      <ul>
        {places.map(({ screen, icon, count, go }) => (
          <li key={screen}>
            <button
              type="button"
              className="sidebar-link"
              aria-label={text.screens[screen]}
              aria-current={screen === here ? 'page' : undefined}
              onClick={go}
            >
              <Icon name={icon} />
              <span className="cut">{text.screens[screen]}</span>
              {count !== null && <span className="count quiet">{format.count(count)}</span>}
            </button>
            {screen === 'folders' && folders.length > 0 && (
              <ul className="sidebar-folders" aria-label={text.frame.watchedFolders}>
                {folders.map(folder => (
                  <li key={folder.id}>
                    <button
                      type="button"
                      className="sidebar-link"
                      title={folder.path}
                      onClick={() => onFolder(folder.id)}
                    >
                      <span className="dot" data-state={folder.state.kind} />
                      <span className="cut">{names.get(folder.id)}</span>
                      {folder.state.kind !== 'watching' && (
                        <span className="unseen">
                          {folder.state.kind === 'paused'
                            ? text.folders.states.paused
                            : text.folders.states.unreachable(text.problem(folder.state.because).title)}
                        </span>
                      )}
                    </button>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}

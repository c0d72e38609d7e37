import { watchFolder } from '../../actions/account-actions.ts'
import { Empty } from '../../parts/empty.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Shortcut } from '../../parts/shortcut.tsx'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { FolderCard } from './folder-card.tsx'
import { FolderForm } from './folder-form.tsx'

const foldersOf = (view: View) => view.folders

/** Wires the watched folders. */
export function FoldersScreen() {
  const desk = useDesk()
  const { text } = useLanguage()
  const folders = useView(foldersOf)
  const { attempt, bridge } = desk
  return (
    <main className="column">
      <div className="column-inner">
        <h1>{text.folders.title}</h1>
        <button type="button" className="add-place" onClick={() => watchFolder.perform(desk)}>
          <Icon name="add" size={20} />
          <span>
            <strong>{text.folders.add}</strong> <Shortcut of={watchFolder.keys[0]} />
            <br />
            <span className="quiet">{text.folders.addHint}</span>
          </span>
        </button>
        {folders.length === 0 && <Empty sentence={text.folders.empty} />}
        {folders.map(folder => (
          <FolderCard
            key={folder.id}
            folder={folder}
            settings={() => (
              <FolderForm
                settings={folder.settings}
                onSave={settings => attempt(bridge.changeFolder({ folder: folder.id, settings }))}
              />
            )}
            onPause={() => void attempt(bridge.pauseFolder({ folder: folder.id }))}
            onResume={() => void attempt(bridge.resumeFolder({ folder: folder.id }))}
            onLook={() => void attempt(bridge.crawlFolder({ folder: folder.id }))}
            onRemove={() =>
              desk.open({ kind: 'question', question: { kind: 'removeFolder', folder: folder.id, path: folder.path } })
            }
          />
        ))}
      </div>
    </main>
  )
}

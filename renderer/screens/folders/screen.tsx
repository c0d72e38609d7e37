import { useMemo } from 'react'
import type { FolderView } from '../../../preload/contract/index.ts'
import { watchFolder } from '../../actions/account-actions.ts'
import { folderNames } from '../../format/folder-names.ts'
import { Icon } from '../../parts/icon.tsx'
import { Shortcut } from '../../parts/shortcut.tsx'
import { useNow } from '../../parts/use-now.ts'
import { nothingSelected } from '../../state/selection.ts'
import { profileNames } from '../../state/selectors.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { FolderCard } from './folder-card.tsx'
import { FolderForm } from './folder-form.tsx'
import { useActivity } from './use-activity.ts'

const foldersOf = (view: View) => view.folders

/** Wires the watched folders. */
export function FoldersScreen() {
  const desk = useDesk()
  const { text } = useLanguage()
  const folders = useView(foldersOf)
  const names = useMemo(() => folderNames(folders), [folders])
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
        {folders.length === 0 && (
          <ol className="lessons" aria-label={text.folders.empty}>
            {text.folders.lessons.map(lesson => (
              <li key={lesson}>{lesson}</li>
            ))}
          </ol>
        )}
        {folders.map(folder => (
          <Card key={folder.id} folder={folder} name={names.get(folder.id) ?? folder.path} />
        ))}
      </div>
    </main>
  )
}

function Card({ folder, name }: { folder: FolderView; name: string }) {
  const desk = useDesk()
  const { attempt, bridge } = desk
  const activity = useActivity(folder.id)
  const now = useNow(60_000)
  const isOneOfSeveral = useView(profileNames).length > 1
  const { id, path, settings, profile } = folder
  const last = activity?.last ?? null
  return (
    <FolderCard
      folder={folder}
      name={name}
      activity={activity}
      picture={last === null ? null : desk.host.pictures.thumbnail({ id: last.job, sha256: last.sha256 })}
      now={now}
      settings={
        <FolderForm
          settings={settings}
          profile={profile}
          isOneOfSeveral={isOneOfSeveral}
          onSave={wanted => attempt(bridge.changeFolder({ folder: id, settings: wanted }))}
        />
      }
      onPause={() => void attempt(bridge.pauseFolder({ folder: id }))}
      onResume={() => void attempt(bridge.resumeFolder({ folder: id }))}
      onLook={() => void attempt(bridge.crawlFolder({ folder: id }))}
      onRemove={() => desk.open({ kind: 'question', question: { kind: 'removeFolder', folder: id, path } })}
      onShow={tab =>
        desk.ui.change(ui => ({
          ...ui,
          screen: 'queue',
          tab,
          filter: '',
          within: id,
          reason: null,
          selection: nothingSelected,
        }))
      }
    />
  )
}

import { Button } from '@mantine/core'
import { useEffect } from 'react'
import { clearLibraryFilter, forSelectedImages, refreshLibrary } from '../../actions/library-actions.ts'
import { addPhotos } from '../../actions/queue-actions.ts'
import { Empty } from '../../parts/empty.tsx'
import type { LibraryView } from '../../state/library.ts'
import { filtersSet, isFiltered, type LibraryWish } from '../../state/library-wish.ts'
import { activeProfile } from '../../state/selectors.ts'
import { useCell } from '../../state/use-cell.ts'
import { useDesk, useUi, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { Inspector } from '../frame/inspector.tsx'
import { SelectionBar } from '../queue/selection-bar.tsx'
import { BulkPanel } from './bulk/bulk-panel.tsx'
import { ImagePanel } from './details/image-panel.tsx'
import { FilterForm } from './filter-form.tsx'
import { LibraryHead } from './library-head.tsx'
import { LibraryPanel } from './library-panel.tsx'
import { SizeSlider } from './size-slider.tsx'
import { SyncWords } from './sync-words.tsx'
import { chipsOf } from './chips-of.ts'
import { useGridHeight } from './use-grid-height.ts'
import { usePrunedSelection } from './use-pruned-selection.ts'

const foldersOf = (view: View) => view.folders
const changesOf = (view: View) => view.libraryChanges
const indexOf = (view: LibraryView) => view.index
const sumsOf = (view: LibraryView) => view.sums
const syncOf = (view: LibraryView) => view.sync

/** Wires the library: what is on the account, from the local mirror. */
export function LibraryScreen() {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const profile = useView(activeProfile)?.name
  const folders = useView(foldersOf)
  const [height, setHeight] = useGridHeight()
  const wish = useUi(ui => ui.library)
  const selection = useUi(ui => ui.selection)
  const isInspecting = useUi(ui => ui.isInspecting)
  const index = useCell(desk.library.view, indexOf)
  const sums = useCell(desk.library.view, sumsOf)
  const sync = useCell(desk.library.view, syncOf)
  useLibrary(profile, wish)
  usePrunedSelection(profile, index)
  if (profile === undefined) return null

  const onWish = (change: Partial<LibraryWish>) =>
    desk.ui.change(ui => ({ ...ui, library: { ...ui.library, ...change } }))
  const clear = () => clearLibraryFilter.perform(desk)
  const [found, total] = [index?.ids.length ?? 0, sums?.total ?? 0]
  const [only, ...more] = selection.ids
  const choices = forSelectedImages
    .filter(action => selection.ids.size > 0 && !isInspecting && action.when(desk))
    .map(action => ({
      name: action.name,
      label: text.actions[action.name],
      shortcut: action.keys[0],
      perform: () => action.perform(desk),
    }))
  return (
    <>
      <main className="library">
        <LibraryHead
          wish={wish}
          count={
            isFiltered(wish)
              ? text.library.found(format.count(found), total, format.count(total))
              : text.library.count(total, format.count(total))
          }
          sync={<SyncWords sync={sync} syncedAt={sums?.syncedAt ?? null} isEmpty={total === 0} />}
          refresh={{
            shortcut: refreshLibrary.keys[0],
            isRunning: sync.kind === 'running',
            perform: () => refreshLibrary.perform(desk),
          }}
          filter={
            <FilterForm
              wish={wish}
              folders={folders.filter(folder => folder.profile === profile)}
              creators={sums?.creators ?? []}
              canClear={filtersSet(wish).length > 0}
              onWish={onWish}
              onClear={clear}
            />
          }
          chips={chipsOf(wish, folders, text, format, onWish)}
          size={<SizeSlider height={height} onHeight={setHeight} />}
          onWish={onWish}
        />
        <div className="library-panel">
          {index === null ? (
            <p className="empty">{text.library.reading}</p>
          ) : found > 0 ? (
            <LibraryPanel profile={profile} index={index} rowHeight={height} isByDay={wish.order !== 'name'} />
          ) : isFiltered(wish) ? (
            <Empty sentence={text.library.noMatch}>
              <Button onClick={clear}>{text.library.clear}</Button>
            </Empty>
          ) : (
            <Empty sentence={text.library.empty}>
              <Button variant="filled" onClick={() => addPhotos.perform(desk)}>
                {text.library.addPhotos}
              </Button>
            </Empty>
          )}
          {selection.ids.size > 0 && !isInspecting && (
            <SelectionBar
              count={selection.ids.size}
              words={text.library.selected(selection.ids.size, format.count(selection.ids.size))}
              choices={choices}
            />
          )}
        </div>
        {isInspecting && (
          <Inspector onClose={() => desk.ui.change(ui => ({ ...ui, isInspecting: false }))}>
            {only === undefined ? (
              <p className="quiet">{text.library.nothingSelected}</p>
            ) : more.length === 0 ? (
              <ImagePanel key={only} profile={profile} image={only} />
            ) : (
              <BulkPanel profile={profile} />
            )}
          </Inspector>
        )}
      </main>
    </>
  )
}

/** Shows what is wished for, and what changes by itself. */
function useLibrary(profile: string | undefined, wish: LibraryWish): void {
  const { library } = useDesk()
  const changes = useView(changesOf)
  useEffect(() => {
    if (profile !== undefined) library.open(profile)
  }, [library, profile])
  useEffect(() => {
    if (profile !== undefined) library.show(profile, wish)
  }, [library, profile, wish])
  useEffect(() => library.readAgain(), [library, changes])
}

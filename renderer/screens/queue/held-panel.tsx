import { useCallback, useMemo } from 'react'
import { PhotoRow } from '../../parts/photo-row.tsx'
import { RowList } from '../../parts/row-list.tsx'
import { ToneWords } from '../../parts/tone-words.tsx'
import { useDesk, useUi } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { HeldDetails } from './held-details.tsx'
import { Inspector, SeveralFacts } from '../frame/inspector.tsx'
import { ListPanel } from './list-panel.tsx'
import { NothingHere } from './nothing-here.tsx'
import { pictureOf } from './picture-of.ts'
import { useKnown } from './use-known.ts'
import { useListSelection } from './use-list-selection.ts'
import { useNarrowing } from './use-narrowing.ts'
import { useRowMenu } from './use-row-menu.tsx'
import { useWhere } from './use-where.ts'

const noPhotos: readonly never[] = []

/** Wires the list of held photos: they have no job, only a reason. */
export function HeldPanel() {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const selection = useUi(ui => ui.selection)
  const isInspecting = useUi(ui => ui.isInspecting)
  const { known, readMore } = useKnown(useNarrowing())
  const whereOf = useWhere()
  const photos = known?.photos ?? noPhotos
  const byId = useMemo(() => new Map(photos.map(photo => [photo.id, photo])), [photos])
  const order = useMemo(() => [...byId.keys()], [byId])
  const { onChoose, onStep, onAll } = useListSelection(order)
  const selected = photos.filter(photo => selection.ids.has(photo.id))
  const [one, ...more] = selected
  const { menu, onMenu } = useRowMenu(false)
  // Its original is no picture, or not one that may be shown: what is known of it is.
  const onOpen = useCallback(() => desk.ui.change(ui => ({ ...ui, isInspecting: true })), [desk])
  const lookAgain = useCallback((id: string) => void desk.attempt(desk.bridge.judgeAgain({ ids: [id] })), [desk])

  return (
    <>
      <ListPanel label={text.queue.tabs.held} selected={selected.length}>
        {known !== null && photos.length === 0 ? (
          <NothingHere tab="held" />
        ) : (
          <RowList
            label={text.queue.tabs.held}
            columns={Object.values(text.queue.columns)}
            ids={order}
            focus={selection.focus}
            onNearEnd={readMore}
            onStep={onStep}
            onAll={onAll}
            onOpen={onOpen}
            onMenu={onMenu}
            drawRow={(id, place) => {
              const photo = byId.get(id)
              const [reason] = photo?.findings ?? []
              return photo === undefined ? null : (
                <PhotoRow
                  key={id}
                  id={id}
                  place={place}
                  name={photo.name}
                  where={whereOf(photo)}
                  size={format.bytes(photo.bytes)}
                  picture={pictureOf(desk, photo)}
                  state={
                    <ToneWords
                      tone="warn"
                      icon="stop"
                      words={text.states.held(reason === undefined ? '' : text.finding(reason).title)}
                    />
                  }
                  progress={null}
                  act={text.queue.lookAgain}
                  isSelected={selection.ids.has(id)}
                  onChoose={onChoose}
                  onOpen={onOpen}
                  onAct={lookAgain}
                  onMenu={onMenu}
                />
              )
            }}
          />
        )}
        {menu}
      </ListPanel>
      {isInspecting && (
        <Inspector onClose={() => desk.ui.change(ui => ({ ...ui, isInspecting: false }))}>
          {one === undefined ? (
            <p className="quiet">{text.inspector.nothing}</p>
          ) : more.length > 0 ? (
            <SeveralFacts count={selected.length} bytes={selected.reduce((sum, photo) => sum + photo.bytes, 0)} />
          ) : (
            <HeldDetails photo={one} where={whereOf(one)} />
          )}
        </Inspector>
      )}
    </>
  )
}

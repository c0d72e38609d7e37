import { useCallback, useMemo } from 'react'
import { Empty } from '../../parts/empty.tsx'
import { PhotoRow } from '../../parts/photo-row.tsx'
import { RowList } from '../../parts/row-list.tsx'
import { ToneWords } from '../../parts/tone-words.tsx'
import { useDesk, useUi } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { HeldDetails } from './held-details.tsx'
import { Inspector, SeveralFacts } from '../frame/inspector.tsx'
import { ListPanel } from './list-panel.tsx'
import { pictureOf } from './picture-of.ts'
import { useKnown } from './use-known.ts'
import { useListSelection } from './use-list-selection.ts'
import { useWhere } from './use-where.ts'

const noPhotos: readonly never[] = []

/** Wires the list of held photos: they have no job, only a reason. */
export function HeldPanel() {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const { filter, selection, isInspecting } = useUi(ui => ui)
  const { known, readMore } = useKnown(filter)
  const whereOf = useWhere()
  const photos = known?.photos ?? noPhotos
  const byId = useMemo(() => new Map(photos.map(photo => [photo.id, photo])), [photos])
  const order = useMemo(() => [...byId.keys()], [byId])
  const { onChoose, onStep, onAll } = useListSelection(order)
  const selected = photos.filter(photo => selection.ids.has(photo.id))
  const [one, ...more] = selected
  const lookAgain = useCallback((id: string) => void desk.attempt(desk.bridge.judgeAgain({ ids: [id] })), [desk])

  return (
    <>
      <ListPanel label={text.queue.tabs.held} selected={selected.length}>
        {known !== null && photos.length === 0 ? (
          <Empty sentence={filter === '' ? text.queue.empty.held : text.queue.noMatch(filter)} />
        ) : (
          <RowList
            label={text.queue.tabs.held}
            columns={Object.values(text.queue.columns)}
            ids={order}
            focus={selection.focus}
            onNearEnd={readMore}
            onStep={onStep}
            onAll={onAll}
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
                      words={text.states.held(reason === undefined ? '' : text.trouble(reason).title)}
                    />
                  }
                  progress={null}
                  act={text.queue.lookAgain}
                  isSelected={selection.ids.has(id)}
                  onChoose={onChoose}
                  onOpen={onChooseOnly}
                  onAct={lookAgain}
                />
              )
            }}
          />
        )}
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

/** There is nothing to open: its original is no picture, or not one that may be shown. */
const onChooseOnly = () => {}

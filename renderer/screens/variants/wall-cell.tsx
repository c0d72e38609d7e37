import { type FocusEvent, useState } from 'react'
import {
  fitPhoto,
  type FittedPhoto,
  type Image,
  type MeasuredOriginal,
  type PixelSize,
  type Variant,
} from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { ToneWords } from '../../parts/tone-words.tsx'
import { useLanguage } from '../../text/language.ts'
import { CellPicture } from './cell-picture.tsx'
import { CellWarnings, warningWords } from './cell-warnings.tsx'
import { usePicture } from './use-picture.ts'
import { warningsOf } from './warnings-of.ts'

type Props = {
  photo: Image
  name: string
  variant: Variant
  /** Null where what was typed is no size. */
  address: string | null
  original: MeasuredOriginal
  whole: string | null
  room: PixelSize
  left: number
  column: number
  row: number
  isFocusable: boolean
  /** Null: there is no link anybody could open. */
  onCopy: (() => void) | null
  onChoose(): void
  onFocus(): void
}

/** One photo in one variant: the picture, its pixels and bytes, and what there is to know about it. */
export function WallCell({ photo, name, variant, address, original, whole, room, ...place }: Props) {
  const { text, format } = useLanguage()
  const [isCutShown, setIsCutShown] = useState(false)
  const fitted = original.isFitted ? fitPhoto(original, variant.options) : asItIs(original)
  const state = usePicture(fitted.isTooLarge ? null : address)
  const warnings = warningsOf({ fitted, isPrivate: photo.private, alwaysPublic: variant.alwaysPublic })
  const { width, height } = fitted.output
  const pixels = text.wall.pixels(format.count(width), format.count(height))
  const bytes = state.kind === 'shown' ? format.kilobytes(state.picture.bytes) : ''
  const words = warnings.map(warning => warningWords(warning, text, format))
  const title = text.wall.cell(name, variant.id === '' ? text.variants.unnamed : variant.id)
  const isHalfShown = fitted.cutOff > 0
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setIsCutShown(false)
  }
  return (
    <div
      className="wall-cell"
      role="gridcell"
      aria-colindex={place.column + 2}
      aria-label={[title, pixels, bytes, ...words].filter(part => part !== '').join(', ')}
      data-cell={`${place.row}/${place.column}`}
      tabIndex={place.isFocusable ? 0 : -1}
      style={{ transform: `translateX(${place.left}px)`, width: room.width + 16 }}
      onClick={place.onChoose}
      onFocus={() => {
        place.onFocus()
        setIsCutShown(true)
      }}
      onBlur={leave}
      onMouseEnter={() => setIsCutShown(true)}
      onMouseLeave={() => setIsCutShown(false)}
    >
      <CellPicture
        original={original}
        fitted={fitted}
        room={room}
        whole={whole}
        served={state.kind === 'shown' ? state.picture.src : null}
        isCutShown={isCutShown && isHalfShown}
      />
      <span className="cell-line">
        <span>{pixels}</span>
        <span className="quiet">{bytes}</span>
        {state.kind === 'waiting' && !fitted.isTooLarge && <span className="quiet">{text.wall.waiting}</span>}
        {place.onCopy !== null && (
          <button
            type="button"
            className="bare cell-copy"
            tabIndex={-1}
            aria-label={text.wall.copy(name, variant.id)}
            onClick={event => {
              event.stopPropagation()
              place.onCopy?.()
            }}
          >
            <Icon name="copy" size={14} />
          </button>
        )}
      </span>
      {state.kind === 'refused' && <ToneWords tone="bad" icon="alert" words={text.problem(state.problem).title} />}
      {!original.isFitted && <ToneWords tone="quiet" icon="image" words={text.wall.asItIs} />}
      <CellWarnings warnings={warnings} />
    </div>
  )
}

const asItIs = ({ width, height }: PixelSize): FittedPhoto => ({
  output: { width, height },
  picture: { width, height },
  shown: { left: 0, top: 0, width, height },
  cutOff: 0,
  scale: 1,
  isTooLarge: false,
})

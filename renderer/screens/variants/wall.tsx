import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Image, Variant } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'
import { sizeWords } from './size-words.ts'
import type { Measured } from './use-measures.ts'
import { type WallColumn, WallRow } from './wall-row.tsx'

type Props = {
  profile: string
  photos: readonly Image[]
  /** The chosen one first. */
  columns: readonly WallColumn[]
  measureOf(photo: Image): Measured | undefined
  /** Stands above the photos. */
  corner: ReactNode
  onChoose(key: string): void
  onCopy(photo: Image, variant: Variant): void
  onReplace(photo: Image): void
  onRemove(photo: Image): void
}

/** The chosen variant is worked on, so it is shown larger. */
const chosenRoom = { width: 280, height: 152 }
const otherRoom = { width: 176, height: 152 }
const besides = 24

const steps: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  Home: [0, -Infinity],
  End: [0, Infinity],
}

const clamp = (n: number, most: number) => Math.min(most, Math.max(0, n))

/** Photos down, variants across. Only the columns in sight are drawn. */
export function Wall({ profile, photos, columns, measureOf, corner, ...told }: Props) {
  const { text, format } = useLanguage()
  const frame = useRef<HTMLDivElement>(null)
  const [focus, setFocus] = useState({ row: 0, column: 0 })
  const [isStepping, setIsStepping] = useState(false)
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => frame.current,
    estimateSize: index => (index === 0 ? chosenRoom : otherRoom).width + besides,
    getItemKey: index => columns[index]?.key ?? index,
    overscan: 1,
    scrollPaddingStart: 132,
    useFlushSync: false,
  })
  const first = columns[0]?.key
  useEffect(() => {
    frame.current?.scrollTo({ left: 0 })
    setFocus(now => ({ ...now, column: 0 }))
  }, [first])
  // The keyboard has moved: the cell comes into sight, is drawn, and takes the focus.
  useEffect(() => {
    if (!isStepping) return undefined
    across.scrollToIndex(focus.column)
    const waiting = requestAnimationFrame(() => {
      const cell = frame.current?.querySelector<HTMLElement>(`[data-cell="${focus.row}/${focus.column}"]`)
      cell?.focus({ preventScroll: true })
      cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      setIsStepping(false)
    })
    return () => cancelAnimationFrame(waiting)
  }, [isStepping, focus, across])

  const at = { row: clamp(focus.row, photos.length - 1), column: clamp(focus.column, columns.length - 1) }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['cell'] === undefined) return
    const step = steps[event.key]
    const photo = photos[at.row]
    const column = columns[at.column]
    const withMod = event.ctrlKey || event.metaKey
    if (step !== undefined && !withMod) {
      setFocus({
        row: clamp(at.row + step[0], photos.length - 1),
        column: clamp(at.column + step[1], columns.length - 1),
      })
      setIsStepping(true)
    } else if (event.key === 'Enter' && column !== undefined) told.onChoose(column.key)
    else if (withMod && event.key === 'c' && photo !== undefined && column?.isSaved === true)
      told.onCopy(photo, column.variant)
    else return
    event.preventDefault()
  }
  const inSight = across.getVirtualItems().flatMap(({ index, start }) => {
    const column = columns[index]
    return column === undefined ? [] : [{ column, index, left: start, room: index === 0 ? chosenRoom : otherRoom }]
  })
  const width = across.getTotalSize()
  return (
    <div
      ref={frame}
      className="wall"
      role="grid"
      aria-label={text.wall.title}
      aria-colcount={columns.length + 1}
      aria-rowcount={photos.length + 1}
      onKeyDown={onKeyDown}
    >
      <div className="wall-head" role="row" aria-rowindex={1}>
        <div className="wall-corner" role="columnheader" aria-colindex={1}>
          <span className="unseen">{text.wall.photo}</span>
          {corner}
        </div>
        <div className="wall-cells" role="presentation" style={{ width }}>
          {inSight.map(({ column: { key, variant, isSaved }, index, left, room }) => (
            <div
              key={key}
              className="wall-variant"
              role="columnheader"
              aria-colindex={index + 2}
              data-chosen={index === 0 || undefined}
              style={{ transform: `translateX(${left}px)`, width: room.width + 16 }}
              onClick={() => told.onChoose(key)}
            >
              <span className="cut">
                <strong>{variant.id === '' ? text.variants.unnamed : variant.id}</strong>{' '}
                {variant.alwaysPublic && <Icon name="unlock" size={12} />}
                {variant.alwaysPublic && <span className="unseen">{text.variants.alwaysPublic}</span>}
                {!isSaved && <span className="unsaved"> {text.wall.tried}</span>}
              </span>
              <span className="cut quiet">
                {sizeWords(variant.options, text, format)} · {text.variants.fits[variant.options.fit].name}
              </span>
            </div>
          ))}
        </div>
      </div>
      {photos.map((photo, row) => (
        <WallRow
          key={photo.id}
          profile={profile}
          photo={photo}
          row={row}
          columns={inSight}
          measured={measureOf(photo)}
          width={width}
          focus={at}
          onFocus={(toRow, column) => setFocus({ row: toRow, column })}
          onChoose={told.onChoose}
          onCopy={told.onCopy}
          onReplace={() => told.onReplace(photo)}
          onRemove={() => told.onRemove(photo)}
        />
      ))}
    </div>
  )
}

import type { ReactNode } from 'react'
import { type MenuPlace, placeOfMenu } from './menu-at.tsx'
import type { RowPlace } from './row-list.tsx'
import { Meter } from './meter.tsx'
import { Thumbnail } from './thumbnail.tsx'

type Props = {
  id: string
  place: RowPlace
  name: string
  where: string
  size: string
  picture: string | null
  /** Shown where there is no such picture. */
  pictureInstead?: string | null
  state: ReactNode
  /** How fast it goes, beside the words. */
  speed?: string | null
  progress: { readonly fraction: number; readonly label: string } | null
  act: string | null
  isSelected: boolean
  onChoose(id: string, how: { range: boolean; toggle: boolean }): void
  onOpen(id: string): void
  onAct(id: string): void
  onMenu(id: string, at: MenuPlace): void
}

/** One photo as a row: picture, name, folder, size, state in words, one thing to do. */
export function PhotoRow({
  id,
  place,
  name,
  where,
  size,
  picture,
  pictureInstead = null,
  state,
  speed = null,
  progress,
  act,
  isSelected,
  ...told
}: Props) {
  return (
    <div
      className="photo-row"
      role="row"
      aria-rowindex={place.row + 2}
      aria-selected={isSelected}
      data-row={place.row}
      tabIndex={place.isFocusable ? 0 : -1}
      style={{ transform: `translateY(${place.top}px)` }}
      onClick={event => told.onChoose(id, { range: event.shiftKey, toggle: event.ctrlKey || event.metaKey })}
      onDoubleClick={() => told.onOpen(id)}
      onContextMenu={event => {
        event.preventDefault()
        told.onMenu(id, placeOfMenu(event))
      }}
    >
      <span role="gridcell" className="cut named" title={name}>
        <Thumbnail source={picture} instead={pictureInstead} side={36} loading="inTurn" />
        <span className="cut">{name}</span>
      </span>
      <span role="gridcell" className="where cut quiet" title={where}>
        {where}
      </span>
      <span role="gridcell" className="size quiet">
        {size}
      </span>
      <span role="gridcell" className="doing">
        <span className="doing-words">
          {state}
          {speed !== null && <span className="speed quiet">{speed}</span>}
        </span>
        {progress !== null && <Meter thickness={2} {...progress} />}
      </span>
      <span role="gridcell" className="act">
        {act !== null && (
          <button
            type="button"
            className="bare"
            tabIndex={place.isFocusable ? 0 : -1}
            title={act}
            aria-label={`${act}: ${name}`}
            onDoubleClick={event => event.stopPropagation()}
            onClick={event => {
              event.stopPropagation()
              told.onAct(id)
            }}
          >
            {act}
          </button>
        )}
      </span>
    </div>
  )
}

import { memo, type MouseEvent } from 'react'
import type { Image, ImageId } from '../../../../preload/contract/index.ts'
import { Icon } from '../../../parts/icon.tsx'
import type { ShownIndex } from '../../../state/library.ts'
import { useLanguage } from '../../../text/language.ts'
import { type GridRow, type GridWish, tilesOf } from './justify.ts'
import { TilePicture } from './tile-picture.tsx'

type Props = {
  row: GridRow & { kind: 'pictures' }
  number: number
  wish: GridWish
  index: ShownIndex
  images: ReadonlyMap<ImageId, Image>
  selected: ReadonlySet<ImageId>
  /** Where the keyboard is, among all images; -1: elsewhere. */
  focusAt: number
  sourceOf(image: ImageId, uploadedAt: number, side: number): string
}

/** The pictures of one line, side by side. What happens to them is told by the grid, by their number. */
export const ImageRow = memo(function ImageRow({
  row,
  number,
  wish,
  index,
  images,
  selected,
  focusAt,
  sourceOf,
}: Props) {
  const { text } = useLanguage()
  return (
    <div
      className="image-row"
      role="row"
      aria-rowindex={number + 1}
      style={{ height: row.height, transform: `translateY(${row.top}px)` }}
    >
      {tilesOf(row, index.proportions, wish).map(({ at, left, width }, column) => {
        const id = index.ids[at] ?? ''
        const isPrivate = index.private[at] === true
        const name = images.get(id)?.filename ?? (images.has(id) ? id : '')
        const words = name === '' ? text.library.unnamed : name
        return (
          <div
            key={id}
            className="tile"
            role="gridcell"
            aria-colindex={column + 1}
            aria-selected={selected.has(id)}
            aria-label={isPrivate ? `${words}, ${text.library.isPrivate}` : words}
            title={name === '' ? undefined : name}
            data-at={at}
            tabIndex={at === focusAt ? 0 : -1}
            style={{ left, width }}
          >
            <span style={{ height: row.pictureHeight }}>
              <TilePicture
                source={sourceOf(id, index.uploadedAt[at] ?? 0, Math.max(width, row.pictureHeight) * devicePixelRatio)}
              />
            </span>
            <span className="tile-name">
              {isPrivate && <Icon name="lock" size={12} />}
              <span className="cut">{name}</span>
            </span>
          </div>
        )
      })}
    </div>
  )
})

/** The picture an event is about. */
export function pictureAt(event: MouseEvent): number | null {
  const tile = event.target instanceof Element ? event.target.closest('[data-at]') : null
  const at = tile?.getAttribute('data-at')
  return at === null || at === undefined ? null : Number(at)
}

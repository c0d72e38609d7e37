import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { ImageId, ProfileName } from '../../../preload/contract/index.ts'
import type { LibraryView, ShownIndex } from '../../state/library.ts'
import type { Selection } from '../../state/selection.ts'
import { useCell } from '../../state/use-cell.ts'
import { useDesk, useUi } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { useListSelection } from '../queue/use-list-selection.ts'
import { dayGroups } from './grid/day-groups.ts'
import { gridPadding, ImageGrid } from './grid/image-grid.tsx'
import { justify } from './grid/justify.ts'

type Props = { profile: ProfileName; index: ShownIndex; rowHeight: number; isByDay: boolean }

const gap = 8
/** The name, and the distance to the next row. */
const below = 34
const heading = 40

const imagesOf = (view: LibraryView) => view.images

/** Wires the grid: its layout, its pictures and what is selected in it. */
export function LibraryPanel({ profile, index, rowHeight, isByDay }: Props) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const images = useCell(desk.library.view, imagesOf)
  const selection = useUi(ui => ui.selection)
  const { onChoose, onAll } = useListSelection(index.ids)
  const { place, width } = useWidth()
  const groups = useMemo(() => dayGroups(isByDay ? index.uploadedAt : null, index.ids.length), [index, isByDay])
  // The slider moves at once, the pictures as fast as they can.
  const drawnHeight = useDeferredValue(rowHeight)
  const layout = useMemo(
    () => justify(index.proportions, groups, { width, rowHeight: drawnHeight, gap, below, heading }),
    [index, groups, width, drawnHeight],
  )
  const { pictures } = desk.host
  const sourceOf = useCallback(
    (image: ImageId, uploadedAt: number, side: number) => pictures.small(profile, image, uploadedAt, side),
    [pictures, profile],
  )
  const select = (make: (now: Selection) => Selection) =>
    desk.ui.change(now => ({ ...now, selection: make(now.selection) }))
  return (
    <div className="grid-place" ref={place}>
      {width > 0 && (
        <ImageGrid
          label={text.library.grid}
          layout={layout}
          index={index}
          images={images}
          selection={selection}
          dayOf={(at, count) => text.library.day(format.day(at), count, format.count(count))}
          sourceOf={sourceOf}
          onInSight={desk.library.want}
          onChoose={onChoose}
          onSelect={ids =>
            select(now => ({ ids, anchor: [...ids].at(0) ?? null, focus: ids.size === 0 ? null : now.focus }))
          }
          onAll={onAll}
          onOpen={image => desk.open({ kind: 'previewImage', profile, image, isActualSize: false })}
        />
      )}
    </div>
  )
}

/** What there is for pictures in a row, beside the scroll bar. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const node = place.current
    if (node === null) return undefined
    const measure = () => setWidth(Math.max(120, node.clientWidth - scrollBarWidth() - 2 * gridPadding))
    measure()
    const watching = new ResizeObserver(measure)
    watching.observe(node)
    return () => watching.disconnect()
  }, [])
  return { place, width }
}

function scrollBarWidth(): number {
  const probe = document.createElement('div')
  probe.className = 'scroll-probe'
  document.body.append(probe)
  const width = probe.offsetWidth - probe.clientWidth
  probe.remove()
  return width
}

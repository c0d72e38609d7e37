import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useRef } from 'react'
import type { Image, ImageId } from '../../../../preload/contract/index.ts'
import { useListFocus, withRow } from '../../../parts/use-list-focus.ts'
import type { ShownIndex } from '../../../state/library.ts'
import type { Modifiers, Selection } from '../../../state/selection.ts'
import { type GridStep, picturesIn, rowAt, rowOf, stepFrom } from './grid-steps.ts'
import { ImageRow, pictureAt } from './image-row.tsx'
import type { Layout } from './justify.ts'
import { useAnchoredScroll } from './use-anchored-scroll.ts'
import { useDragBox } from './use-drag-box.ts'

const steps: Readonly<Record<string, GridStep>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
}

/** Room for what floats over the end. */
const belowLast = 56
export const gridPadding = 16
/** Between a heading and its pictures, so that the mark around a selected one shows. */
const headingGap = 6

type Props = {
  label: string
  layout: Layout
  index: ShownIndex
  images: ReadonlyMap<ImageId, Image>
  selection: Selection
  dayOf(at: number, count: number): string
  sourceOf(image: ImageId, uploadedAt: number, side: number): string
  onInSight(ids: readonly ImageId[]): void
  onChoose(id: ImageId, how: Modifiers): void
  onSelect(ids: ReadonlySet<ImageId>): void
  onAll(): void
  onOpen(id: ImageId): void
}

/** Many pictures in rows by day, of which only those in sight are drawn. Selected in as in any photo program. */
export function ImageGrid({ layout, index, selection, images, sourceOf, ...props }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const activeDay = useRef(-1)
  const reach = useRef<readonly [first: number, last: number]>([0, 0])
  const focusAt = selection.focus === null ? -1 : (index.at.get(selection.focus) ?? -1)
  const focusRow = focusAt === -1 ? -1 : rowOf(layout, focusAt)
  const rows = useVirtualizer({
    count: layout.rows.length,
    getScrollElement: () => frame.current,
    estimateSize: at => layout.rows[at]?.height ?? 0,
    overscan: 3,
    // Rows may come a frame later; scrolling itself must not wait for them.
    useFlushSync: false,
    paddingEnd: belowLast,
    scrollPaddingStart: layout.wish.heading,
    scrollPaddingEnd: belowLast,
    // The heading of the day in sight stays on top.
    rangeExtractor: useCallback(
      (range: Range) => {
        activeDay.current = dayAbove(layout, range.startIndex)
        const near = defaultRangeExtractor(range)
        reach.current = [near[0] ?? 0, near.at(-1) ?? 0]
        return withRow(withRow(near, focusRow, range.count), activeDay.current, range.count)
      },
      [layout, focusRow],
    ),
  })
  useEffect(() => rows.measure(), [rows, layout])
  useAnchoredScroll(frame, layout, index)

  const inSight = rows.getVirtualItems()
  const [firstRow, lastRow] = [layout.rows[reach.current[0]], layout.rows[reach.current[1]]]
  const { onInSight } = props
  const [from, to] = [firstRow?.first ?? 0, lastRow === undefined ? 0 : lastRow.first + lastRow.count]
  useEffect(() => onInSight(index.ids.slice(from, Math.min(to, from + 400))), [onInSight, index, from, to])

  const focusing = useListFocus(frame, {
    focus: selection.focus,
    at: focusAt,
    scrollTo: at => rows.scrollToIndex(rowOf(layout, at)),
    selectorOf: at => `[data-at="${at}"]`,
  })

  const kept = useRef<ReadonlySet<ImageId>>(new Set())
  const drag = useDragBox(frame, inner, {
    onBegin(adds) {
      kept.current = adds ? selection.ids : new Set()
    },
    onBox: box =>
      props.onSelect(
        new Set([...kept.current, ...picturesIn(layout, index.proportions, box).flatMap(at => index.ids[at] ?? [])]),
      ),
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key]
    const withMod = event.ctrlKey || event.metaKey
    if (withMod && event.key === 'a') props.onAll()
    else if (step !== undefined && !withMod && !event.altKey) {
      const page = (frame.current?.clientHeight ?? 0) - layout.wish.heading
      const begin = rowAt(layout, frame.current?.scrollTop ?? 0)
      const at =
        focusAt === -1
          ? (layout.rows[begin]?.first ?? 0)
          : stepFrom(layout, index.proportions, index.ids.length, focusAt, step, page)
      const id = index.ids[at]
      if (id !== undefined) props.onChoose(id, { range: event.shiftKey, toggle: false })
    } else return
    event.preventDefault()
  }
  const onClick = (event: MouseEvent) => {
    if (drag.wasDragged.current) return
    const at = pictureAt(event)
    const id = at === null ? undefined : index.ids[at]
    const [range, toggle] = [event.shiftKey, event.ctrlKey || event.metaKey]
    if (id !== undefined) props.onChoose(id, { range, toggle })
    else if (!range && !toggle) props.onSelect(new Set())
  }
  const onDoubleClick = (event: MouseEvent) => {
    const at = pictureAt(event)
    const id = at === null ? undefined : index.ids[at]
    if (id !== undefined) props.onOpen(id)
  }

  return (
    <div
      className="image-grid"
      ref={frame}
      role="grid"
      aria-label={props.label}
      aria-multiselectable="true"
      aria-rowcount={layout.rows.length}
      tabIndex={focusAt === -1 ? 0 : -1}
      {...focusing}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onDoubleClick={onDoubleClick}
      onPointerDown={drag.onPointerDown}
    >
      <div
        className="image-grid-inner"
        ref={inner}
        role="rowgroup"
        style={{ height: rows.getTotalSize(), marginInline: gridPadding }}
      >
        {inSight.map(({ index: number }) => {
          const row = layout.rows[number]
          if (row === undefined) return null
          if (row.kind === 'pictures')
            return (
              <ImageRow
                key={`${row.first}`}
                sourceOf={sourceOf}
                row={row}
                number={number}
                wish={layout.wish}
                index={index}
                images={images}
                selected={selection.ids}
                focusAt={focusAt >= row.first && focusAt < row.first + row.count ? focusAt : -1}
              />
            )
          const isStuck = number === activeDay.current
          return (
            <div
              key={`day ${row.first}`}
              className="day"
              role="row"
              aria-rowindex={number + 1}
              data-stuck={isStuck || undefined}
              style={{ height: row.height - headingGap, ...(isStuck ? {} : { transform: `translateY(${row.top}px)` }) }}
            >
              <span role="rowheader">{props.dayOf(index.uploadedAt[row.first] ?? 0, row.count)}</span>
            </div>
          )
        })}
        {drag.box !== null && (
          <div
            className="drag-box"
            aria-hidden="true"
            style={{
              transform: `translate(${drag.box.left}px, ${drag.box.top}px)`,
              width: drag.box.right - drag.box.left,
              height: drag.box.bottom - drag.box.top,
            }}
          />
        )}
      </div>
    </div>
  )
}

/** The heading under which this line stands; -1 where days have none. */
function dayAbove({ rows }: Layout, from: number): number {
  for (let at = Math.min(from, rows.length - 1); at >= 0; at -= 1) if (rows[at]?.kind === 'day') return at
  return -1
}

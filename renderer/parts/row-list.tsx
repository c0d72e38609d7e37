import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useRef } from 'react'
import { type MenuPlace, placeBelow } from './menu-at.tsx'
import { useListFocus, withRow } from './use-list-focus.ts'

const rowHeight = 44
/** Reads on before the end comes into sight. */
const aheadRows = 100
/** Room for what floats over the end. */
const belowLast = 56

const steps: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  End: Infinity,
  Home: -Infinity,
}

export type RowPlace = { readonly row: number; readonly top: number; readonly isFocusable: boolean }

type Props = {
  label: string
  columns: readonly string[]
  ids: readonly string[]
  /** Where the keyboard is. */
  focus: string | null
  drawRow(id: string, place: RowPlace): ReactNode
  onNearEnd(): void
  onStep(by: number, range: boolean): void
  onAll(): void
  /** Enter on a row. */
  onOpen(id: string): void
  /** The key for what can be done with a row. */
  onMenu(id: string, at: MenuPlace): void
}

/** Many rows, of which only those in sight are drawn. The arrows go through all of them. */
export function RowList({ label, columns, ids, focus, drawRow, onNearEnd, onStep, onAll, onOpen, onMenu }: Props) {
  const frame = useRef<HTMLDivElement>(null)
  const focusAt = focus === null ? -1 : ids.indexOf(focus)
  const rangeExtractor = useCallback(
    (range: Range) => withRow(defaultRangeExtractor(range), focusAt, range.count),
    [focusAt],
  )
  // Another function each time would have all rows measured anew.
  const getItemKey = useCallback((index: number) => ids[index] ?? index, [ids])
  const rows = useVirtualizer({
    count: ids.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight,
    getItemKey,
    rangeExtractor,
    overscan: 8,
    // Rows may come a frame later; scrolling itself must not wait for them.
    useFlushSync: false,
    paddingEnd: belowLast,
    scrollPaddingEnd: belowLast,
  })
  const inSight = rows.getVirtualItems()
  const last = rows.range?.endIndex ?? 0
  useEffect(() => {
    if (last >= ids.length - aheadRows) onNearEnd()
  }, [last, ids.length, onNearEnd])

  const focusing = useListFocus(frame, {
    focus,
    at: focusAt,
    scrollTo: at => rows.scrollToIndex(at),
    selectorOf: at => `[data-row="${at}"]`,
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key]
    const withMod = event.ctrlKey || event.metaKey
    const isOnRow = event.target instanceof Element && event.target.matches('[role=row], [role=grid]')
    const asksForMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    if (asksForMenu && focus !== null) onMenu(focus, placeBelow(event.target))
    else if (event.key === 'Enter' && isOnRow && focus !== null) onOpen(focus)
    else if (by !== undefined && !withMod) onStep(by, event.shiftKey)
    else if (withMod && event.key === 'a') onAll()
    else return
    event.preventDefault()
  }

  return (
    <div
      className="row-list"
      ref={frame}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={ids.length + 1}
      tabIndex={focusAt === -1 ? 0 : -1}
      onKeyDown={onKeyDown}
      {...focusing}
    >
      <div className="unseen" role="row" aria-rowindex={1}>
        {columns.map(column => (
          <span key={column} role="columnheader">
            {column}
          </span>
        ))}
      </div>
      <div className="row-list-inner" role="rowgroup" style={{ height: rows.getTotalSize() }}>
        {inSight.map(({ index, start }) => {
          const id = ids[index]
          return id === undefined ? null : drawRow(id, { row: index, top: start, isFocusable: index === focusAt })
        })}
      </div>
    </div>
  )
}

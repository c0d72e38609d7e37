import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { ShownIndex } from '../../../state/library.ts'
import { rowAt, rowOf } from './grid-steps.ts'
import type { Layout } from './justify.ts'

/** What was in sight stays where it is when pictures come, go or change their size; at the very top what is new shows. */
export function useAnchoredScroll(frame: RefObject<HTMLElement | null>, layout: Layout, index: ShownIndex): void {
  const before = useRef<{ layout: Layout; index: ShownIndex } | null>(null)
  useLayoutEffect(() => {
    const place = frame.current
    const old = before.current
    before.current = { layout, index }
    if (place === null || old === null || old.layout === layout || place.scrollTop === 0) return
    const row = old.layout.rows[rowAt(old.layout, place.scrollTop)]
    const id = row === undefined ? undefined : old.index.ids[row.first]
    const at = id === undefined ? undefined : index.at.get(id)
    const now = at === undefined ? undefined : layout.rows[rowOf(layout, at)]
    if (row === undefined || now === undefined) return
    place.scrollTop = now.top + Math.min(place.scrollTop - row.top, now.height)
  }, [frame, layout, index])
}

import { useRef, useSyncExternalStore } from 'react'
import type { Cell } from './cell.ts'

type Watchable<T> = Pick<Cell<T>, 'get' | 'watch'>

/** Draws again when what `select` takes from the cell is another value. */
export function useCell<T, Part>(cell: Watchable<T>, select: (value: T) => Part): Part {
  const last = useRef<{ of: T; select: (value: T) => Part; part: Part } | null>(null)
  return useSyncExternalStore(cell.watch, () => {
    const of = cell.get()
    if (last.current !== null && last.current.of === of && last.current.select === select) return last.current.part
    last.current = { of, select, part: select(of) }
    return last.current.part
  })
}

import { useEffect, useState } from 'react'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'

const settleMs = 400
const heightOf = (view: View) => view.preferences.gridHeight

/** How high rows are: as the person moves it now, kept once it stands still. */
export function useGridHeight(): readonly [height: number, setHeight: (height: number) => void] {
  const desk = useDesk()
  const kept = useView(heightOf)
  const [moved, setMoved] = useState<number | null>(null)
  useEffect(() => {
    if (moved === null) return undefined
    const waiting = setTimeout(() => {
      if (moved === kept) setMoved(null)
      else desk.prefer({ gridHeight: moved })
    }, settleMs)
    return () => clearTimeout(waiting)
  }, [desk, moved, kept])
  return [moved ?? kept, setMoved]
}

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Places } from '../../../preload/contract/index.ts'
import { useDesk } from '../../state/use-desk.ts'

/** The folders there are to choose from. One root alone is opened at once: there is nothing to choose before it. */
export function usePlaces(): { places: Places | null; go(path: string | null): void } {
  const desk = useDesk()
  const [places, setPlaces] = useState<Places | null>(null)
  const asked = useRef(0)

  const read = useCallback(
    async (path: string | null) => {
      asked.current += 1
      const mine = asked.current
      const found = await desk.host.places(path)
      if (mine !== asked.current) return
      if (!found.ok) {
        desk.tell({ kind: 'problem', problem: found.problem })
        return
      }
      const [only, ...others] = found.value.folders
      if (path === null && only !== undefined && others.length === 0) await read(only.path)
      else setPlaces(found.value)
    },
    [desk],
  )
  const go = useCallback((path: string | null) => void read(path), [read])
  useEffect(() => go(null), [go])
  return { places, go }
}

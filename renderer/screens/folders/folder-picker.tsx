import { useCallback, useEffect, useRef, useState } from 'react'
import type { Places } from '../../../preload/contract/index.ts'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { PlaceList } from './place-list.tsx'

/** Wires the picker. One root alone is opened at once: there is nothing to choose before it. */
export function FolderPicker() {
  const desk = useDesk()
  const { text } = useLanguage()
  const [places, setPlaces] = useState<Places | null>(null)
  const asked = useRef(0)

  const go = useCallback(
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
      if (path === null && only !== undefined && others.length === 0) await go(only.path)
      else setPlaces(found.value)
    },
    [desk],
  )
  useEffect(() => void go(null), [go])

  const watch = async (path: string) => {
    if (await desk.attempt(desk.bridge.addFolder({ path }))) {
      desk.open(null)
    }
  }
  return (
    <FloatingSheet title={text.picker.title} size={520} onClose={() => desk.open(null)}>
      <PlaceList places={places} onGo={path => void go(path)} onWatch={path => void watch(path)} />
    </FloatingSheet>
  )
}

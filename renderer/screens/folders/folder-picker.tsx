import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { PlaceList } from './place-list.tsx'
import { usePlaces } from './use-places.ts'

/** Wires the picker of folders to watch. */
export function FolderPicker() {
  const desk = useDesk()
  const { text } = useLanguage()
  const { places, go } = usePlaces()
  const watch = async (path: string) => {
    if (await desk.attempt(desk.bridge.addFolder({ path }))) {
      desk.open(null)
    }
  }
  return (
    <FloatingSheet title={text.picker.title} size={520} onClose={() => desk.open(null)}>
      <PlaceList places={places} onGo={go} onWatch={path => void watch(path)} />
    </FloatingSheet>
  )
}

import { Select } from '@mantine/core'
import { useState } from 'react'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { activeProfile, profileNames } from '../../state/selectors.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { PlaceList } from './place-list.tsx'
import { usePlaces } from './use-places.ts'

/** Wires the picker of folders to watch; where there are several accounts, it asks to which one their photos go. */
export function FolderPicker() {
  const desk = useDesk()
  const { text } = useLanguage()
  const { places, go } = usePlaces()
  const names = useView(profileNames)
  const active = useView(activeProfile)?.name
  const [chosen, setChosen] = useState<string | null>(null)
  // An account may go while this is open.
  const profile = names.find(name => name === chosen) ?? active
  const watch = async (path: string) => {
    const order = profile === undefined ? { path } : { path, profile }
    if (await desk.attempt(desk.bridge.addFolder(order))) desk.open(null)
  }
  return (
    <FloatingSheet title={text.picker.title} size={520} onClose={() => desk.open(null)}>
      {names.length > 1 && (
        <Select
          className="picker-account"
          label={text.picker.account}
          allowDeselect={false}
          data={names}
          value={profile ?? null}
          onChange={setChosen}
        />
      )}
      <PlaceList places={places} onGo={go} onWatch={path => void watch(path)} />
    </FloatingSheet>
  )
}

import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import type { Native } from '../../state/host.ts'
import { activeProfile, profileNames } from '../../state/selectors.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { PlaceList } from './place-list.tsx'
import { usePlaces } from './use-places.ts'

/** Wires the picker of folders to watch; where there are several accounts, it asks to which one their photos go. */
export function FolderPicker() {
  const desk = useDesk()
  const { text } = useLanguage()
  const { native } = desk.host
  const names = useView(profileNames)
  const active = useView(activeProfile)?.name
  const [chosen, setChosen] = useState<string | null>(null)
  // An account may go while this is open.
  const profile = names.find(name => name === chosen) ?? active
  const watch = async (path: string) => {
    const order = profile === undefined ? { path } : { path, profile }
    if (await desk.attempt(desk.bridge.addFolder(order))) desk.open(null)
  }
  const watchPicked = async (picking: ReturnType<Native['pickFolder']>) => {
    const picked = await picking
    if (!picked.ok) desk.tell({ kind: 'problem', problem: picked.problem })
    else if (picked.value !== null) await watch(picked.value.path)
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
      {native === null ? (
        <PlacesHere onWatch={path => void watch(path)} />
      ) : (
        <Button onClick={() => void watchPicked(native.pickFolder())}>{text.picker.choose}</Button>
      )}
    </FloatingSheet>
  )
}

/** A browser has no window of its own to pick folders with. */
function PlacesHere({ onWatch }: { onWatch(path: string): void }) {
  const { places, go } = usePlaces()
  return <PlaceList places={places} onGo={go} onWatch={onWatch} />
}

import { useEffect, useState } from 'react'
import type { Image, ProfileName } from '../../../preload/contract/index.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'

const changesOf = (view: View) => view.libraryChanges

/** The image links are shown by: the newest on the account, as this computer knows it. Null where there is none yet. */
export function useExample(profile: ProfileName): Image | null {
  const desk = useDesk()
  const changes = useView(changesOf)
  const [image, setImage] = useState<Image | null>(null)
  useEffect(() => {
    let isWanted = true
    void desk.bridge.searchLibrary({ profile, limit: 1 }).then(found => {
      if (!isWanted) return
      if (found.ok) setImage(found.value.images[0] ?? null)
      else desk.tell({ kind: 'problem', problem: found.problem })
    })
    return () => {
      isWanted = false
    }
  }, [desk, profile, changes])
  return image
}

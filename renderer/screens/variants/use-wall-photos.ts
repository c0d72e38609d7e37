import { useEffect, useState } from 'react'
import type { Image, ProfileName } from '../../../preload/contract/index.ts'
import type { Desk } from '../../state/desk.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { chooseVaried, usualCount } from './choose-varied.ts'

/** Of these the first few are chosen, by their shapes. */
const candidates = 24
/** Many may be delivered in a second; they are looked at once it is quiet. */
const settleMs = 400

const changesOf = (view: View) => view.libraryChanges

/** The photos a person chose, or the newest of varied shapes. Null until it is known. */
export function useWallPhotos(
  profile: ProfileName,
  chosen: readonly Image[] | null,
  onChange: (photos: readonly Image[]) => void,
): readonly Image[] | null {
  const desk = useDesk()
  const changes = useView(changesOf)
  const [usual, setUsual] = useState<{ of: ProfileName; photos: readonly Image[] } | null>(null)
  const mine = usual?.of === profile ? usual.photos : null

  useEffect(() => {
    let isOver = false
    const look = async () => {
      const recent = await recentImages(desk, profile)
      if (recent === null) return
      if (chosen !== null) {
        const now = await asTheyAre(desk, profile, chosen, recent)
        if (!isOver && !isSame(now, chosen)) onChange(now)
        return
      }
      // The wall stays as it is under a person’s eyes, unless it has room or one of them is gone.
      const left = mine === null ? [] : await asTheyAre(desk, profile, mine, recent)
      const photos = left.length < usualCount ? await varied(desk, profile, recent) : left
      if (!isOver && !isSame(photos, mine)) setUsual({ of: profile, photos })
    }
    const waiting = setTimeout(() => void look(), mine === null && chosen === null ? 0 : settleMs)
    return () => {
      isOver = true
      clearTimeout(waiting)
    }
  }, [desk, profile, changes, chosen, mine, onChange])

  return chosen ?? mine
}

/** From the mirror; where that knows nothing the account is looked at first. */
async function recentImages(desk: Desk, profile: ProfileName): Promise<readonly Image[] | null> {
  const search = () => desk.bridge.searchLibrary({ profile, limit: candidates })
  const found = await search()
  if (found.ok && found.value.total === 0 && (await desk.bridge.syncLibrary({ profile })).ok) {
    const again = await search()
    return again.ok ? again.value.images : null
  }
  if (found.ok) return found.value.images
  desk.tell({ kind: 'problem', problem: found.problem })
  return null
}

/** Only what lies on this computer tells its shape; nothing is fetched to make a choice. */
async function varied(desk: Desk, profile: ProfileName, recent: readonly Image[]): Promise<readonly Image[]> {
  const sizes = await Promise.all(recent.map(({ id }) => desk.host.trials.measure(profile, id, 'here')))
  const sizeOf = (image: Image) => {
    const size = sizes[recent.indexOf(image)]
    return size?.ok === true ? size.value : null
  }
  return chooseVaried(recent, sizeOf, usualCount)
}

/** The same photos as the mirror has them now; those that are gone are left out. */
async function asTheyAre(
  { bridge }: Desk,
  profile: ProfileName,
  photos: readonly Image[],
  recent: readonly Image[],
): Promise<readonly Image[]> {
  const now: Image[] = []
  for (const photo of photos) {
    const known = recent.find(({ id }) => id === photo.id)
    if (known !== undefined) now.push(known)
    else {
      const found = await bridge.searchLibrary({ profile, text: photo.id, limit: 10 })
      const same = found.ok ? found.value.images.find(({ id }) => id === photo.id) : photo
      if (same !== undefined) now.push(same)
    }
  }
  return now
}

const isSame = (a: readonly Image[], b: readonly Image[] | null) => JSON.stringify(a) === JSON.stringify(b)

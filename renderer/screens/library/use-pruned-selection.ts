import { useEffect } from 'react'
import type { ImageId, ProfileName } from '../../../preload/contract/index.ts'
import { mirroredImage } from '../../actions/link-actions.ts'
import { isUnderWay } from '../../state/bulk.ts'
import type { Desk } from '../../state/desk.ts'
import { followImage } from '../../state/follow-image.ts'
import type { ShownIndex } from '../../state/library.ts'
import { useDesk } from '../../state/use-desk.ts'
import { findSuccessor } from './details/find-successor.ts'

/** What is not shown any more is not selected: nobody deletes what they cannot see. One that has another id now is followed. */
export function usePrunedSelection(profile: ProfileName | undefined, index: ShownIndex | null): void {
  const desk = useDesk()
  useEffect(() => {
    if (profile === undefined || index === null) return
    // Ids may change one by one; the selection follows at the end, and the list is read anew then.
    if (isUnderWay(desk.bulk.run.get())) return
    const lost = [...desk.ui.get().selection.ids].filter(id => !index.at.has(id))
    const [only, ...others] = lost
    if (only === undefined || others.length > 0) return prune(desk, index)
    let isWanted = true
    void successorIn(desk, profile, index, only).then(next => {
      if (!isWanted) return
      if (next !== null) followImage(desk, { profile, id: only }, next)
      prune(desk, index)
    })
    return () => {
      isWanted = false
    }
  }, [desk, profile, index])
}

function prune({ ui }: Desk, index: ShownIndex): void {
  const { selection } = ui.get()
  const ids = new Set([...selection.ids].filter(id => index.at.has(id)))
  const known = (id: string | null) => (id !== null && index.at.has(id) ? id : null)
  const [anchor, focus] = [known(selection.anchor), known(selection.focus)]
  if (ids.size === selection.ids.size && anchor === selection.anchor && focus === selection.focus) return
  ui.change(now => ({ ...now, selection: { ids, anchor, focus } }))
}

/** What this image of the list is called in it now; null where it was deleted, or is only filtered away. */
async function successorIn(
  desk: Desk,
  profile: ProfileName,
  index: ShownIndex,
  lost: ImageId,
): Promise<ImageId | null> {
  const before = desk.library.view.get().images.get(lost)
  if (before === undefined) return null
  const mirrored = await mirroredImage(desk, profile, lost)
  if (!mirrored.ok || mirrored.value !== undefined) return null
  const next = await findSuccessor(desk, profile, before)
  return next !== null && index.at.has(next.id) ? next.id : null
}

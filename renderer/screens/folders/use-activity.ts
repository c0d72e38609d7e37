import { useEffect, useRef, useState } from 'react'
import type { FolderActivity, FolderId } from '../../../preload/contract/index.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'

/** A busy queue changes ten times a second; a card need not. */
const askEveryMs = 1_000

const countsOf = (view: View) => view.queue.counts
const startOfToday = () => new Date().setHours(0, 0, 0, 0)

/** What became of the photos of a folder, as long as somebody looks. Null until it is known. */
export function useActivity(folder: FolderId): FolderActivity | null {
  const desk = useDesk()
  const counts = useView(countsOf)
  const [activity, setActivity] = useState<FolderActivity | null>(null)
  const askedAt = useRef(0)
  useEffect(() => {
    let isWanted = true
    const ask = async () => {
      askedAt.current = Date.now()
      const found = await desk.bridge.folderActivity({ folder, since: startOfToday() })
      // One that was removed meanwhile has none; its card goes with it.
      if (found.ok && isWanted) setActivity(found.value)
    }
    const waiting = setTimeout(() => void ask(), Math.max(0, askedAt.current + askEveryMs - Date.now()))
    return () => {
      isWanted = false
      clearTimeout(waiting)
    }
  }, [desk, folder, counts])
  return activity
}

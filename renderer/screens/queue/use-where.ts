import { useCallback } from 'react'
import type { FolderId } from '../../../preload/contract/index.ts'
import { useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'

const foldersOf = (view: View) => view.folders

/** The watched folder a photo came from, by its last name. */
export function useWhere(): (photo: { readonly folder: FolderId | null }) => string {
  const { text } = useLanguage()
  const folders = useView(foldersOf)
  return useCallback(
    ({ folder }) => {
      const path = folders.find(one => one.id === folder)?.path
      return path === undefined ? text.queue.byHand : path.slice(path.lastIndexOf('/') + 1)
    },
    [folders, text],
  )
}

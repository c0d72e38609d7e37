import { useCallback, useMemo } from 'react'
import type { FolderId } from '../../../preload/contract/index.ts'
import { folderNames } from '../../format/folder-names.ts'
import { useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'

const foldersOf = (view: View) => view.folders

/** The watched folder a photo came from, by its name among the others. */
export function useWhere(): (photo: { readonly folder: FolderId | null }) => string {
  const { text } = useLanguage()
  const folders = useView(foldersOf)
  const names = useMemo(() => folderNames(folders), [folders])
  return useCallback(
    ({ folder }) => (folder === null ? text.queue.byHand : (names.get(folder) ?? text.queue.folderGone)),
    [names, text],
  )
}

import type { FolderView } from '../../../preload/contract/index.ts'
import type { Format } from '../../format/format.ts'
import { everything, filtersSet, type LibraryWish } from '../../state/library-wish.ts'
import type { Text } from '../../text/en.ts'
import type { Chip } from './filter-chips.tsx'
import { nameOfPath } from './filter-form.tsx'

/** The filters that are set, in words. */
export function chipsOf(
  wish: LibraryWish,
  folders: readonly Pick<FolderView, 'id' | 'path'>[],
  text: Text,
  format: Format,
  onWish: (change: Partial<LibraryWish>) => void,
): Chip[] {
  const { chip, accesses } = text.library
  const day = (written: string) => format.day(new Date(`${written}T12:00`).getTime())
  const words = {
    access: () => chip.access(accesses[wish.access]),
    folder: () => chip.folder(nameOfPath(folders.find(({ id }) => id === wish.folder)?.path ?? '')),
    creator: () => (wish.creator === '' ? chip.noCreator : chip.creator(wish.creator ?? '')),
    from: () => chip.from(day(wish.from)),
    to: () => chip.to(day(wish.to)),
  }
  return filtersSet(wish).map(name => ({
    name,
    words: words[name](),
    drop: () => onWish({ [name]: everything[name] }),
  }))
}

import type { CommandInput, FolderId, LibraryFilter } from '../../preload/contract/index.ts'

/** Which images of the account a person wants to see. Days as `2026-03-29`, both included; empty: no bound. */
export type LibraryWish = {
  readonly text: string
  readonly access: 'all' | 'private' | 'public'
  readonly folder: FolderId | null
  /** `null`: whoever it was; `''`: nobody. */
  readonly creator: string | null
  readonly from: string
  readonly to: string
  readonly order: LibraryFilter['order']
}

export const everything: LibraryWish = {
  text: '',
  access: 'all',
  folder: null,
  creator: null,
  from: '',
  to: '',
  order: 'newest',
}

/** The names of the filters that are set, besides the text. */
export const filtersSet = (wish: LibraryWish): ('access' | 'folder' | 'creator' | 'from' | 'to')[] =>
  (['access', 'folder', 'creator', 'from', 'to'] as const).filter(name => wish[name] !== everything[name])

export const isFiltered = (wish: LibraryWish): boolean => wish.text.trim() !== '' || filtersSet(wish).length > 0

/** The same without any filter; the order stays. */
export const unfiltered = ({ order }: LibraryWish): LibraryWish => ({ ...everything, order })

/** As the engine is asked. */
export function filterOf(wish: LibraryWish): Omit<CommandInput<'listLibrary'>, 'profile'> {
  const [from, to] = [dayBegin(wish.from, 0), dayBegin(wish.to, 1)]
  return {
    order: wish.order,
    ...(wish.text.trim() === '' ? {} : { text: wish.text.trim() }),
    ...(wish.access === 'all' ? {} : { private: wish.access === 'private' }),
    ...(wish.folder === null ? {} : { folder: wish.folder }),
    ...(wish.creator === null ? {} : { creator: wish.creator === '' ? null : wish.creator }),
    ...(from === null ? {} : { uploadedFrom: from }),
    ...(to === null ? {} : { uploadedBefore: to }),
  }
}

/** Midnight of this day, or of so many days later, by the computer’s own clock; null where it is no day. */
function dayBegin(day: string, later: number): number | null {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? []
  if (year === undefined || month === undefined || date === undefined) return null
  return new Date(Number(year), Number(month) - 1, Number(date) + later).getTime()
}

import type { Image } from '../../../../preload/contract/index.ts'
import { fitted } from './fitted.ts'
import { localTime } from './local-time.ts'
import { printable } from './printable.ts'
import { table } from './table.ts'

const column = { id: 0, uploaded: 1, name: 2, access: 3, creator: 4 } as const

/** Images a line each, within so many columns; an id is cut last, since it is what a person needs whole. */
export function imageTable(images: readonly Image[], columns: number): string[] {
  const rows = images.map(image => [
    printable(image.id),
    localTime(image.uploadedAt),
    printable(image.filename ?? '—'),
    image.private ? 'private' : '',
    printable(image.creator ?? ''),
  ])
  return table(
    fitted(rows, columns, [
      { column: column.creator, to: 8 },
      { column: column.name, to: 12 },
      { column: column.id, to: 12 },
    ]),
  )
}

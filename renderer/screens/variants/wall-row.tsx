import type { Image, PixelSize, Variant } from '../../../preload/contract/index.ts'
import { useDesk } from '../../state/use-desk.ts'
import { servedAddress, wholeOptions } from './picture-address.ts'
import type { Measured } from './use-measures.ts'
import { usePicture } from './use-picture.ts'
import { WallCell } from './wall-cell.tsx'
import { WallPhoto } from './wall-photo.tsx'

/** One variant across. `isSaved`: it is served as it is shown. `isSize`: what was typed can be rendered. */
export type WallColumn = {
  readonly key: string
  readonly variant: Variant
  readonly isSaved: boolean
  readonly isSize: boolean
}

export type ColumnPlace = {
  readonly column: WallColumn
  readonly index: number
  readonly left: number
  readonly room: PixelSize
}

type Props = {
  profile: string
  photo: Image
  row: number
  columns: readonly ColumnPlace[]
  measured: Measured | undefined
  width: number
  focus: { readonly row: number; readonly column: number }
  onFocus(row: number, column: number): void
  onChoose(key: string): void
  onCopy(photo: Image, variant: Variant): void
  onReplace(): void
  onRemove(): void
}

export const nameOf = ({ filename, id }: Image): string => filename ?? id

/** One photo, in all variants that are in sight. */
export function WallRow({ profile, photo, row, columns, measured, width, focus, ...told }: Props) {
  const { host } = useDesk()
  const whole = usePicture(measured?.ok === true ? host.pictures.trial(profile, photo.id, wholeOptions) : null)
  const source = whole.kind === 'shown' ? whole.picture.src : null
  const name = nameOf(photo)
  return (
    <div className="wall-row" role="row" aria-rowindex={row + 2} data-private={photo.private || undefined}>
      <WallPhoto
        photo={photo}
        name={name}
        measured={measured}
        whole={source}
        onReplace={told.onReplace}
        onRemove={told.onRemove}
      />
      <div className="wall-cells" role="presentation" style={{ width }}>
        {measured?.ok === true &&
          columns.map(({ column, index, left, room }) => (
            <WallCell
              key={column.key}
              photo={photo}
              name={name}
              variant={column.variant}
              address={column.isSize ? servedAddress(host.pictures, profile, photo, column) : null}
              original={measured.value}
              whole={source}
              room={room}
              left={left}
              row={row}
              column={index}
              isFocusable={focus.row === row && focus.column === index}
              onCopy={
                column.isSaved && (!photo.private || column.variant.alwaysPublic)
                  ? () => told.onCopy(photo, column.variant)
                  : null
              }
              onChoose={() => told.onChoose(column.key)}
              onFocus={() => told.onFocus(row, index)}
            />
          ))}
      </div>
    </div>
  )
}

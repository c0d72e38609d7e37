import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import type { FolderView, LibrarySums } from '../../../preload/contract/index.ts'
import type { LibraryWish } from '../../state/library-wish.ts'
import { useLanguage } from '../../text/language.ts'

type Props = {
  wish: LibraryWish
  folders: readonly Pick<FolderView, 'id' | 'path'>[]
  creators: LibrarySums['creators']
  canClear: boolean
  onWish(change: Partial<LibraryWish>): void
  onClear(): void
}

/** Any creator, none, or one of them: in a list of texts they must not meet. */
const anyone = 'any'
const nobody = 'none'
const named = (creator: string) => `by ${creator}`

export const nameOfPath = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) || path

/** What images must be like; it holds at once. */
export function FilterForm({ wish, folders, creators, canClear, onWish, onClear }: Props) {
  const { text, format } = useLanguage()
  const words = text.library
  const creator = wish.creator === null ? anyone : wish.creator === '' ? nobody : named(wish.creator)
  return (
    <div className="filter-form">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label={words.access}
        value={wish.access}
        onChange={access => onWish({ access })}
        data={(['all', 'public', 'private'] as const).map(value => ({ value, label: words.accesses[value] }))}
      />
      <NativeSelect
        label={words.folder}
        value={wish.folder ?? ''}
        onChange={({ currentTarget }) => onWish({ folder: currentTarget.value === '' ? null : currentTarget.value })}
        data={[
          { value: '', label: words.anyFolder },
          ...folders.map(({ id, path }) => ({ value: id, label: nameOfPath(path) })),
        ]}
      />
      <NativeSelect
        label={words.creator}
        value={creator}
        onChange={({ currentTarget: { value } }) =>
          onWish({ creator: value === anyone ? null : value === nobody ? '' : value.slice(named('').length) })
        }
        data={[
          { value: anyone, label: words.anyCreator },
          { value: nobody, label: words.noCreator },
          ...creators.map(one => ({
            value: named(one.creator),
            label: `${one.creator} (${format.count(one.images)})`,
          })),
        ]}
      />
      <div className="form-pair">
        <TextInput
          type="date"
          label={words.from}
          value={wish.from}
          max={wish.to}
          onChange={({ currentTarget }) => onWish({ from: currentTarget.value })}
        />
        <TextInput
          type="date"
          label={words.to}
          value={wish.to}
          min={wish.from}
          onChange={({ currentTarget }) => onWish({ to: currentTarget.value })}
        />
      </div>
      <Button disabled={!canClear} onClick={onClear}>
        {words.clear}
      </Button>
    </div>
  )
}

import { Button, NativeSelect, Popover, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { Shortcut } from '../../parts/shortcut.tsx'
import type { LibraryWish } from '../../state/library-wish.ts'
import { useLanguage } from '../../text/language.ts'
import { type Chip, FilterChips } from './filter-chips.tsx'

type Props = {
  wish: LibraryWish
  count: string
  /** How the copy here agrees with the account, in words. */
  sync: ReactNode
  refresh: { readonly shortcut: string | undefined; readonly isRunning: boolean; perform(): void }
  filter: ReactNode
  chips: readonly Chip[]
  size: ReactNode
  onWish(change: Partial<LibraryWish>): void
}

/** What is shown, how fresh it is, and how to find something in it. */
export function LibraryHead({ wish, count, sync, refresh, filter, chips, size, onWish }: Props) {
  const { text, format } = useLanguage()
  const words = text.library
  return (
    <div className="library-head">
      <div className="library-line">
        <h1>{words.title}</h1>
        <span role="status">{count}</span>
        {sync}
        <button type="button" className="bare" disabled={refresh.isRunning} onClick={refresh.perform}>
          <Icon name="retry" size={14} /> {words.refresh} <Shortcut of={refresh.shortcut} />
        </button>
      </div>
      <div className="library-bar">
        <TextInput
          className="search"
          data-search
          type="search"
          leftSection={<Icon name="search" size={14} />}
          aria-label={words.search}
          placeholder={words.search}
          value={wish.text}
          onChange={({ currentTarget }) => onWish({ text: currentTarget.value })}
        />
        <Popover width="auto" position="bottom-start" trapFocus>
          <Popover.Target>
            <Button
              leftSection={<Icon name="filter" size={14} />}
              aria-label={chips.length === 0 ? words.filter : words.filters(format.count(chips.length))}
            >
              {chips.length === 0 ? words.filter : `${words.filter} · ${format.count(chips.length)}`}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>{filter}</Popover.Dropdown>
        </Popover>
        <NativeSelect
          className="order"
          aria-label={words.order}
          value={wish.order}
          onChange={({ currentTarget }) => {
            const order = orders.find(one => one === currentTarget.value)
            if (order !== undefined) onWish({ order })
          }}
          data={orders.map(value => ({ value, label: words.orders[value] }))}
        />
        {size}
      </div>
      <FilterChips chips={chips} />
    </div>
  )
}

const orders = ['newest', 'oldest', 'name'] as const

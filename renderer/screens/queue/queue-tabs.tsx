import type { KeyboardEvent } from 'react'
import { useLanguage } from '../../text/language.ts'

type Props<Tab extends string> = {
  tabs: readonly Tab[]
  chosen: Tab
  nameOf(tab: Tab): string
  counts: Readonly<Record<Tab, number>>
  panel: string
  onChoose(tab: Tab): void
}

/** The lists of the queue, each with how many are in it. */
export function QueueTabs<Tab extends string>({ tabs, chosen, nameOf, counts, panel, onChoose }: Props<Tab>) {
  const { text, format } = useLanguage()
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'ArrowDown') {
      const list = document.getElementById(panel)
      const row = list?.querySelector<HTMLElement>('[role=row][tabindex="0"]') ?? list?.querySelector('[role=grid]')
      if (row instanceof HTMLElement) row.focus()
      return event.preventDefault()
    }
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    const next = tabs[tabs.indexOf(chosen) + by]
    if (by === 0 || next === undefined) return
    event.preventDefault()
    onChoose(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  return (
    <div className="queue-tabs" role="tablist" aria-label={text.queue.tabList} onKeyDown={onKeyDown}>
      {tabs.map(tab => (
        <button
          key={tab}
          type="button"
          className="queue-tab"
          role="tab"
          data-tab={tab}
          aria-selected={tab === chosen}
          aria-controls={panel}
          tabIndex={tab === chosen ? 0 : -1}
          onClick={() => onChoose(tab)}
        >
          {nameOf(tab)} <span className="quiet">{format.count(counts[tab])}</span>
        </button>
      ))}
    </div>
  )
}

import { useEffect, useMemo, useState } from 'react'
import { FindingRule, type Problem } from '../../../preload/contract/index.ts'
import type { QueueTab } from '../../state/ui.ts'
import { useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import type { Option } from './filters.tsx'

const listsOf = (view: View) => view.lists
const none: ReadonlyMap<string, Problem> = new Map()

/** Reasons to choose from: for held photos all there are, for the others those that were met in the list. */
export function useReasons(tab: QueueTab): readonly Option[] {
  const { text } = useLanguage()
  const lists = useView(listsOf)
  const jobs = tab === 'failed' || tab === 'waiting' ? lists[tab].jobs : null
  const [met, setMet] = useState(none)
  // Once narrowed to one reason the list has no other any more.
  useEffect(() => {
    if (jobs === null) return
    setMet(before => {
      const fresh = jobs.flatMap(({ state }) =>
        'because' in state && !before.has(state.because.code) && state.because.code !== 'interrupted'
          ? [[state.because.code, state.because] as const]
          : [],
      )
      return fresh.length === 0 ? before : new Map([...before, ...fresh])
    })
  }, [jobs])
  return useMemo(() => {
    if (tab === 'held') return FindingRule.options.map(value => ({ value, label: text.queue.reasons[value] }))
    if (jobs === null) return []
    return [...met].map(([value, because]) => ({ value, label: text.problem(because).title }))
  }, [tab, jobs === null, met, text])
}

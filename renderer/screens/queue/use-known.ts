import { useCallback, useEffect, useRef, useState } from 'react'
import { FindingRule, type KnownView } from '../../../preload/contract/index.ts'
import type { Narrowing } from '../../state/narrowing.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'

const pageSize = 200
const mostAtOnce = 1_000
/** Many may be judged in a second; the list is read anew once they have been. */
const settleMs = 400

const changesOf = (view: View) => view.knownChanges

type Known = { readonly photos: readonly KnownView[]; readonly next: string | null }

/** The held photos, newest first, read page by page and anew when some come or go. Null until the first page. */
export function useKnown({ text, folder, because }: Narrowing): { known: Known | null; readMore(): void } {
  const desk = useDesk()
  const changes = useView(changesOf)
  const [known, setKnown] = useState<Known | null>(null)
  const latest = useRef<Known | null>(null)
  latest.current = known
  const asked = useRef(0)
  const isReading = useRef(false)

  const read = useCallback(
    async (limit: number, after: string | null) => {
      asked.current += 1
      const mine = asked.current
      isReading.current = true
      const rule = FindingRule.safeParse(because)
      const page = await desk.bridge.listKnown({
        verdict: 'held',
        limit,
        ...(text === undefined ? {} : { text }),
        ...(folder === undefined ? {} : { folder }),
        ...(rule.success ? { rule: rule.data } : {}),
        ...(after === null ? {} : { after }),
      })
      if (mine !== asked.current) return
      isReading.current = false
      if (!page.ok) desk.tell({ kind: 'problem', problem: page.problem })
      else {
        const before = after === null ? [] : (latest.current?.photos ?? [])
        setKnown({ photos: [...before, ...page.value.photos], next: page.value.next })
      }
    },
    [desk, text, folder, because],
  )
  useEffect(() => {
    const loaded = latest.current?.photos.length ?? 0
    const limit = Math.min(mostAtOnce, Math.max(pageSize, loaded))
    const waiting = setTimeout(() => void read(limit, null), latest.current === null ? 0 : settleMs)
    return () => clearTimeout(waiting)
  }, [read, changes])

  const next = known?.next ?? null
  const readMore = useCallback(() => {
    if (next !== null && !isReading.current) void read(pageSize, next)
  }, [read, next])
  return { known, readMore }
}

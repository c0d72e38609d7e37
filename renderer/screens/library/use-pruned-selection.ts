import { useEffect } from 'react'
import type { ShownIndex } from '../../state/library.ts'
import { useDesk } from '../../state/use-desk.ts'

/** What is not shown any more is not selected: nobody deletes what they cannot see. */
export function usePrunedSelection(index: ShownIndex | null): void {
  const { ui } = useDesk()
  useEffect(() => {
    if (index === null) return
    const { selection } = ui.get()
    const ids = new Set([...selection.ids].filter(id => index.at.has(id)))
    const known = (id: string | null) => (id !== null && index.at.has(id) ? id : null)
    const [anchor, focus] = [known(selection.anchor), known(selection.focus)]
    if (ids.size === selection.ids.size && anchor === selection.anchor && focus === selection.focus) return
    ui.change(now => ({ ...now, selection: { ids, anchor, focus } }))
  }, [ui, index])
}

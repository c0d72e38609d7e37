import { useEffect, useMemo, useRef } from 'react'
import { choose, chooseAll, type Modifiers, type Selection, step } from '../../state/selection.ts'
import { useDesk } from '../../state/use-desk.ts'

/** How one list is selected in; the answers stay the same functions, whatever is in the list. */
export function useListSelection(order: readonly string[]) {
  const { ui } = useDesk()
  const latest = useRef(order)
  latest.current = order
  // The order in which the photo with the keyboard was seen last: it may leave the list.
  const seen = useRef(order)
  useEffect(() => {
    const { focus } = ui.get().selection
    if (focus !== null && order.includes(focus)) seen.current = order
  }, [ui, order])
  return useMemo(() => {
    const select = (make: (now: Selection) => Selection) => {
      ui.change(now => ({ ...now, selection: make(now.selection) }))
      seen.current = latest.current
    }
    return {
      onChoose: (id: string, how: Modifiers) => select(now => choose(latest.current, now, id, how)),
      onStep: (by: number, range: boolean) => select(now => step(latest.current, now, by, range, seen.current)),
      onAll: () => select(now => chooseAll(latest.current, now)),
    }
  }, [ui])
}

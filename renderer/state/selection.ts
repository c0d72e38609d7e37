/** What is selected in one list: `anchor` is where a range begins, `focus` where the keyboard is. */
export type Selection = {
  readonly ids: ReadonlySet<string>
  readonly anchor: string | null
  readonly focus: string | null
}

export const nothingSelected: Selection = { ids: new Set(), anchor: null, focus: null }

export type Modifiers = { readonly range: boolean; readonly toggle: boolean }

/** As in any photo program: a click selects one, with Ctrl one more or less, with Shift all from the anchor. */
export function choose(
  order: readonly string[],
  selection: Selection,
  id: string,
  { range, toggle }: Modifiers,
): Selection {
  if (range) {
    const anchor = selection.anchor ?? id
    const span = between(order, anchor, id)
    return { ids: new Set(toggle ? [...selection.ids, ...span] : span), anchor, focus: id }
  }
  if (!toggle) return { ids: new Set([id]), anchor: id, focus: id }
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id, focus: id }
}

/** The arrows: `by` rows down, negative up; with Shift the selection grows. */
export function step(order: readonly string[], selection: Selection, by: number, range: boolean): Selection {
  const at = selection.focus === null ? -1 : order.indexOf(selection.focus)
  const isFromTop = by > 0 || by === -Infinity
  const first = isFromTop ? Math.min(Math.max(0, by - 1), order.length - 1) : order.length - 1
  const id = order[at === -1 ? first : Math.min(order.length - 1, Math.max(0, at + by))]
  return id === undefined ? selection : choose(order, selection, id, { range, toggle: false })
}

export const chooseAll = (order: readonly string[], selection: Selection): Selection => ({
  ids: new Set(order),
  anchor: order[0] ?? null,
  focus: selection.focus ?? order[0] ?? null,
})

function between(order: readonly string[], one: string, other: string): string[] {
  const [a, b] = [order.indexOf(one), order.indexOf(other)]
  if (a === -1 || b === -1) return [other]
  return order.slice(Math.min(a, b), Math.max(a, b) + 1)
}

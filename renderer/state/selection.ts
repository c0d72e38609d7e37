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

/**
 * The arrows: `by` rows down, negative up; with Shift the selection grows. `before`: the order in which the focus was seen
 * last; where it has left the list meanwhile, the keys go on from the gap.
 */
export function step(
  order: readonly string[],
  selection: Selection,
  by: number,
  range: boolean,
  before: readonly string[] = order,
): Selection {
  const from = placeOf(order, selection.focus, before) ?? (by > 0 || by === -Infinity ? -1 : order.length)
  const to = by > 0 ? Math.floor(from + by) : Math.ceil(from + by)
  const id = order[Math.min(order.length - 1, Math.max(0, to))]
  return id === undefined ? selection : choose(order, selection, id, { range, toggle: false })
}

/** Where the focus is, or half-way between those it stood between: from there up and down lead to its neighbours. */
function placeOf(order: readonly string[], focus: string | null, before: readonly string[]): number | undefined {
  if (focus === null) return undefined
  const at = order.indexOf(focus)
  if (at !== -1) return at
  const was = before.indexOf(focus)
  if (was === -1) return undefined
  const places = new Map(order.map((id, place) => [id, place]))
  const next = before.slice(was + 1).find(id => places.has(id))
  return (next === undefined ? order.length : (places.get(next) ?? 0)) - 0.5
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

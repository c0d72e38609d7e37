import type { ImageId } from '../../preload/contract/index.ts'
import type { Desk } from './desk.ts'
import type { Selection } from './selection.ts'
import type { ImagePlace } from './ui.ts'

export const draftKey = ({ profile, id }: ImagePlace): string => `${profile}\n${id}`

/** An image is known under another id now: the selection and what was typed of it go along. */
export function followImage({ ui, drafts }: Pick<Desk, 'ui' | 'drafts'>, place: ImagePlace, to: ImageId): void {
  ui.change(now => ({ ...now, selection: renamed(now.selection, place.id, to) }))
  drafts.change(now => {
    const draft = now.get(draftKey(place))
    if (draft === undefined) return now
    const moved = new Map(now).set(draftKey({ ...place, id: to }), draft)
    moved.delete(draftKey(place))
    return moved
  })
}

export function renamed(selection: Selection, from: string, to: string): Selection {
  const nameOf = (id: string) => (id === from ? to : id)
  const one = (id: string | null) => (id === null ? null : nameOf(id))
  if (!selection.ids.has(from) && selection.focus !== from && selection.anchor !== from) return selection
  return {
    ids: new Set([...selection.ids].map(nameOf)),
    anchor: one(selection.anchor),
    focus: one(selection.focus),
  }
}

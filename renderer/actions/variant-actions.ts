import { mostVariants, Variant } from '../../preload/contract/index.ts'
import type { Desk } from '../state/desk.ts'
import {
  draftDropped,
  newVariantKey,
  savedVariant,
  shownVariant,
  usualVariant,
  type VariantDesk,
  variantBegun,
  variantGone,
  variantKept,
} from '../state/variant-desk.ts'
import type { Action } from './action.ts'

const of = ({ ui }: Desk): VariantDesk => ui.get().variants
const isHere = (desk: Desk) => desk.ui.get().screen === 'variants' && of(desk).saved !== null
const change = ({ ui }: Desk, make: (variants: VariantDesk) => VariantDesk) =>
  ui.change(now => ({ ...now, variants: make(now.variants) }))

/** The service’s own refusal, before anybody fills in a form in vain. */
function isFull(desk: Desk): boolean {
  const isSo = (of(desk).saved?.length ?? 0) >= mostVariants
  if (isSo) desk.tell({ kind: 'problem', problem: { code: 'variants-full', limit: mostVariants } })
  return isSo
}

export const newVariant: Action = {
  name: 'newVariant',
  keys: ['v'],
  when: isHere,
  perform(desk) {
    // What was begun before is gone on with.
    if (of(desk).drafts.has(newVariantKey)) change(desk, now => ({ ...now, chosen: newVariantKey }))
    else if (!isFull(desk)) change(desk, now => variantBegun(now, usualVariant))
  },
}

export const duplicateVariant: Action = {
  name: 'duplicateVariant',
  keys: ['d'],
  when: desk => isHere(desk) && savedVariant(of(desk), of(desk).chosen) !== undefined,
  perform(desk) {
    const like = shownVariant(of(desk), of(desk).chosen)
    if (like !== undefined && !isFull(desk))
      change(desk, now => variantBegun(now, { ...like, id: freeName(now, like) }))
  },
}

/** The first of `thumb-2`, `thumb-3` … that nobody has. */
function freeName(desk: VariantDesk, { id }: Variant): string {
  const stem = id.replace(/-\d+$/, '').slice(0, 90)
  for (let n = 2; ; n += 1) if (savedVariant(desk, `${stem}-${n}`) === undefined) return `${stem}-${n}`
}

export const saveVariant: Action = {
  name: 'saveVariant',
  keys: ['mod+s'],
  when: isHere,
  perform: desk => void saveChosen(desk),
}

/** True where it was saved, or there was nothing to save. */
export async function saveChosen(desk: Desk): Promise<boolean> {
  const { chosen: key, drafts, profile, isSaving } = of(desk)
  const draft = Variant.safeParse(drafts.get(key))
  // What is wrong with it stands beside the field.
  if (!draft.success || profile === null || isSaving) return !drafts.has(key)
  change(desk, now => ({ ...now, isSaving: true, refused: null }))
  const order = { profile, variant: draft.data }
  const kept = await (key === newVariantKey ? desk.bridge.createVariant(order) : desk.bridge.editVariant(order))
  if (kept.ok) desk.variants.forget(profile)
  if (of(desk).profile !== profile) return kept.ok
  if (!kept.ok) {
    change(desk, now => ({ ...now, isSaving: false, refused: kept.problem }))
    return false
  }
  change(desk, now => variantKept(now, key, kept.value))
  if (key === newVariantKey) followLinks(desk, profile)
  return true
}

/** Every image has a link more, or less: the copy of the list here learns of it. */
function followLinks(desk: Desk, profile: string): void {
  void desk.attempt(desk.bridge.syncLibrary({ profile }))
}

export const discardVariant: Action = {
  name: 'discardVariant',
  keys: [],
  when: desk => isHere(desk) && of(desk).drafts.has(of(desk).chosen),
  perform: desk => change(desk, now => draftDropped(now, now.chosen)),
}

/** Every account has `public` for good (images-api §2.12). */
export const canDelete = (desk: VariantDesk): boolean =>
  desk.chosen !== 'public' && savedVariant(desk, desk.chosen) !== undefined

export const deleteVariant: Action = {
  name: 'deleteVariant',
  keys: ['Delete', 'Backspace'],
  when: desk => isHere(desk) && canDelete(of(desk)),
  perform: desk => void askToDelete(desk),
}

async function askToDelete(desk: Desk): Promise<void> {
  const { chosen: variant, profile } = of(desk)
  if (profile === null) return
  const found = await desk.bridge.searchLibrary({ profile, limit: 1 })
  if (!found.ok) return desk.tell({ kind: 'problem', problem: found.problem })
  desk.open({ kind: 'question', question: { kind: 'deleteVariant', profile, variant, count: found.value.total } })
}

/** Deletes it on the account, and here. */
export async function carryOutDeletion(desk: Desk, profile: string, variant: string) {
  const deleted = await desk.bridge.deleteVariant({ profile, variant })
  if (deleted.ok) desk.variants.forget(profile)
  if (deleted.ok && of(desk).profile === profile) {
    change(desk, now => variantGone(now, variant))
    followLinks(desk, profile)
  }
  return deleted
}

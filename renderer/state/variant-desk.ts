import type { Image, Problem, ProfileName, Variant } from '../../preload/contract/index.ts'

/** Names the variant that is being made, which has no name yet. */
export const newVariantKey = ''

/** The variants of one account and what a person is doing to them. Drafts stay while they look elsewhere. */
export type VariantDesk = {
  readonly profile: ProfileName | null
  /** As the service has them, by name; null until they are read. */
  readonly saved: readonly Variant[] | null
  readonly chosen: string
  /** What was changed and not saved, by the name it is saved under. */
  readonly drafts: ReadonlyMap<string, Variant>
  readonly isSaving: boolean
  /** What was saved last, until something is typed. */
  readonly justSaved: string | null
  /** Why the last saving or reading was refused. */
  readonly refused: Problem | null
  /** The photos on the wall; null: nobody has chosen yet. */
  readonly photos: readonly Image[] | null
  /** The desks of other accounts, with their drafts. */
  readonly elsewhere: ReadonlyMap<ProfileName, VariantDesk>
}

export const emptyVariantDesk: VariantDesk = {
  profile: null,
  saved: null,
  chosen: 'public',
  drafts: new Map(),
  isSaving: false,
  justSaved: null,
  refused: null,
  photos: null,
  elsewhere: new Map(),
}

/** A size many pages need. */
export const usualVariant: Variant = {
  id: '',
  options: { fit: 'scale-down', width: 800, height: 800, metadata: 'copyright', blur: null, browserTtlSeconds: null },
  alwaysPublic: false,
}

const byName = (a: Variant, b: Variant) => a.id.localeCompare(b.id, 'en', { numeric: true })

/** The desk of this account; that of the account before is put aside. */
export function variantDeskOf(desk: VariantDesk, profile: ProfileName): VariantDesk {
  if (desk.profile === profile) return desk
  const elsewhere = new Map(desk.elsewhere)
  if (desk.profile !== null) elsewhere.set(desk.profile, { ...desk, elsewhere: new Map() })
  return { ...(elsewhere.get(profile) ?? emptyVariantDesk), profile, elsewhere, isSaving: false }
}

/** Is there anything, on any account, that would be lost? */
export const hasDrafts = ({ drafts, elsewhere }: VariantDesk): boolean =>
  drafts.size > 0 || [...elsewhere.values()].some(hasDrafts)

/** What was read from the service. Drafts of variants that are gone go too. */
export function variantsRead(desk: VariantDesk, profile: ProfileName, variants: readonly Variant[]): VariantDesk {
  const before = variantDeskOf(desk, profile)
  const saved = variants.toSorted(byName)
  const isThere = (key: string) => key === newVariantKey || saved.some(one => one.id === key)
  const drafts = new Map([...before.drafts].filter(([key]) => isThere(key)))
  const isKept = before.chosen === newVariantKey ? drafts.has(newVariantKey) : isThere(before.chosen)
  return {
    ...before,
    saved,
    drafts,
    chosen: isKept ? before.chosen : (saved[0]?.id ?? newVariantKey),
    refused: null,
  }
}

export const savedVariant = ({ saved }: VariantDesk, key: string): Variant | undefined =>
  saved?.find(one => one.id === key)

/** As it is on screen: the draft where there is one. */
export const shownVariant = (desk: VariantDesk, key: string): Variant | undefined =>
  desk.drafts.get(key) ?? savedVariant(desk, key)

/** Takes what was typed; back at what is saved there is no draft any more. */
export function variantTyped(desk: VariantDesk, key: string, typed: Variant): VariantDesk {
  const drafts = new Map(desk.drafts)
  const saved = savedVariant(desk, key)
  if (saved !== undefined && isSameVariant(saved, typed)) drafts.delete(key)
  else drafts.set(key, typed)
  return { ...desk, drafts, justSaved: null, refused: null }
}

/** Begins a new one, as a copy of another or of none. One that was begun before goes. */
export const variantBegun = (desk: VariantDesk, like: Variant): VariantDesk => ({
  ...desk,
  chosen: newVariantKey,
  drafts: new Map(desk.drafts).set(newVariantKey, like),
  refused: null,
})

export function draftDropped(desk: VariantDesk, key: string): VariantDesk {
  const drafts = new Map(desk.drafts)
  drafts.delete(key)
  const chosen = key === newVariantKey && desk.chosen === key ? (desk.saved?.[0]?.id ?? key) : desk.chosen
  return { ...desk, drafts, chosen, refused: null }
}

/** It is on the account now. */
export function variantKept(desk: VariantDesk, key: string, kept: Variant): VariantDesk {
  const others = (desk.saved ?? []).filter(one => one.id !== kept.id)
  const drafts = new Map(desk.drafts)
  drafts.delete(key)
  const chosen = desk.chosen === key ? kept.id : desk.chosen
  return {
    ...desk,
    saved: [...others, kept].toSorted(byName),
    drafts,
    chosen,
    isSaving: false,
    justSaved: kept.id,
    refused: null,
  }
}

/** It is gone from the account; its neighbour is chosen. */
export function variantGone(desk: VariantDesk, id: string): VariantDesk {
  const saved = desk.saved ?? []
  const at = saved.findIndex(one => one.id === id)
  const left = saved.filter(one => one.id !== id)
  const drafts = new Map(desk.drafts)
  drafts.delete(id)
  const neighbour = left[Math.min(Math.max(at, 0), left.length - 1)]
  const chosen = desk.chosen === id ? (neighbour?.id ?? newVariantKey) : desk.chosen
  return { ...desk, saved: left, drafts, chosen }
}

/** One line per variant, the one that is being made first. */
export const variantKeys = ({ saved, drafts }: VariantDesk): readonly string[] => [
  ...(drafts.has(newVariantKey) ? [newVariantKey] : []),
  ...(saved ?? []).map(one => one.id),
]

export function isSameVariant(a: Variant, b: Variant): boolean {
  return flat(a) === flat(b)
}

const flat = ({ id, alwaysPublic, options }: Variant) =>
  JSON.stringify([
    id,
    alwaysPublic,
    options.fit,
    options.width,
    options.height,
    options.metadata,
    options.blur,
    options.browserTtlSeconds,
  ])

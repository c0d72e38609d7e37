import {
  type Field,
  fieldOf,
  fieldsOf,
  type FieldsRead,
  type Metadata,
  ourField,
  readFields,
  readJsonText,
  sameJson,
  withoutOurs,
} from './metadata-fields.ts'

type Kept = { readonly metadata: Metadata; readonly creator: string | null }

export type DraftForm =
  { readonly kind: 'fields'; readonly fields: readonly Field[] } | { readonly kind: 'json'; readonly text: string }

/** What a person has typed of one image and not saved yet, over what was kept with it then. */
export type ImageDraft = {
  readonly base: Kept
  readonly creator: string
  readonly form: DraftForm
  readonly nextKey: number
  /** Something else changed the image meanwhile, and was put together with this. */
  readonly isMerged: boolean
}

/** What saving orders: only what the person changed, so that what others changed meanwhile stays. */
export type DraftChange = {
  readonly set: Metadata
  readonly remove: readonly string[]
  /** Undefined where it stays. */
  readonly creator: string | null | undefined
}

export function beginDraft({ metadata, creator }: Kept): ImageDraft {
  const fields = fieldsOf(metadata, 0)
  const form = { kind: 'fields', fields } as const
  return { base: { metadata, creator }, creator: creator ?? '', form, nextKey: fields.length, isMerged: false }
}

export const readForm = (form: DraftForm): FieldsRead =>
  form.kind === 'fields' ? readFields(form.fields) : readJsonText(form.text)

export function changeOf({ base, creator, form }: ImageDraft): DraftChange {
  const { metadata } = readForm(form)
  const before = withoutOurs(base.metadata)
  const isKept = (name: string, value: unknown) => Object.hasOwn(before, name) && sameJson(before[name], value)
  const wanted = creator === '' ? null : creator
  return {
    set: Object.fromEntries(Object.entries(metadata).filter(([name, value]) => !isKept(name, value))),
    remove: Object.keys(before).filter(name => !Object.hasOwn(metadata, name)),
    creator: wanted === base.creator ? undefined : wanted,
  }
}

export function isChanged(draft: ImageDraft): boolean {
  if (readForm(draft.form).faults.length > 0) return true
  const { set, remove, creator } = changeOf(draft)
  return Object.keys(set).length > 0 || remove.length > 0 || creator !== undefined
}

/** Does any of these hold something that is not saved? */
export const hasChanges = (drafts: ReadonlyMap<string, ImageDraft>): boolean => [...drafts.values()].some(isChanged)

/** What will be kept once the change is saved. */
export function afterChange(now: Metadata, { set, remove }: Pick<DraftChange, 'set' | 'remove'>): Metadata {
  const stays = Object.entries(now).filter(([name]) => !remove.includes(name))
  return Object.fromEntries([...stays, ...Object.entries(set)])
}

/** The image is another by now: what the person left alone follows it, what they typed stays. */
export function rebase(draft: ImageDraft, now: Kept): ImageDraft {
  const isSame = sameJson(draft.base.metadata, now.metadata) && draft.base.creator === now.creator
  // Half-typed JSON cannot be put together with anything; it is once it can be read.
  if (isSame || (draft.form.kind === 'json' && readForm(draft.form).faults.length > 0)) return draft
  const creator = changeOf(draft).creator === undefined ? (now.creator ?? '') : draft.creator
  const merged = { ...draft, base: { metadata: now.metadata, creator: now.creator }, creator, isMerged: true }
  if (draft.form.kind === 'json')
    return { ...merged, form: jsonForm(withoutOurs(afterChange(now.metadata, changeOf(draft)))) }
  return { ...merged, ...rebasedFields(draft, draft.form.fields, now.metadata) }
}

function rebasedFields({ base, nextKey }: ImageDraft, fields: readonly Field[], now: Metadata) {
  const isUntouched = (field: Field) => {
    const { metadata, faults } = readFields([field])
    return faults.length === 0 && Object.hasOwn(base.metadata, field.name)
      ? sameJson(metadata[field.name], base.metadata[field.name])
      : false
  }
  const followed = fields.flatMap(field => {
    if (!isUntouched(field)) return [field]
    return Object.hasOwn(now, field.name) ? [fieldOf(field.name, now[field.name], field.key)] : []
  })
  const isNew = (name: string) =>
    name !== ourField && !Object.hasOwn(base.metadata, name) && fields.every(field => field.name !== name)
  const come = Object.entries(now).filter(([name]) => isNew(name))
  const added = come.map(([name, value], at) => fieldOf(name, value, nextKey + at))
  const form = { kind: 'fields', fields: [...followed, ...added] } as const
  return { form, nextKey: nextKey + added.length }
}

const jsonForm = (metadata: Metadata): DraftForm => ({ kind: 'json', text: JSON.stringify(metadata, null, 2) })

/** The same draft in the other form; what cannot be read stays in the form it is in. */
export function inForm(draft: ImageDraft, kind: DraftForm['kind']): ImageDraft {
  const { metadata, faults } = readForm(draft.form)
  if (kind === draft.form.kind || faults.length > 0) return draft
  if (kind === 'json') return { ...draft, form: jsonForm(metadata) }
  const fields = fieldsOf(metadata, draft.nextKey)
  return { ...draft, form: { kind: 'fields', fields }, nextKey: draft.nextKey + fields.length }
}

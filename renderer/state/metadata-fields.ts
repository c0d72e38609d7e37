/** What is kept with an image, as it came. */
export type Metadata = Readonly<Record<string, unknown>>

/** By this field any workstation knows the photo again: it is ours, and stays. */
export const ourField = 'sha256'

export const fieldKinds = ['text', 'number', 'boolean', 'json'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** One field as it is typed. `key` tells it from the others while its name is being typed. */
export type Field = { readonly key: number; readonly name: string; readonly kind: FieldKind; readonly value: string }

/** `key` null: the whole, not one field. */
export type FieldFault = {
  readonly key: number | null
  readonly why: 'nameless' | 'twice' | 'ours' | 'number' | 'json' | 'object'
}

export type FieldsRead = { readonly metadata: Metadata; readonly faults: readonly FieldFault[] }

export const withoutOurs = (metadata: Metadata): Metadata =>
  Object.fromEntries(Object.entries(metadata).filter(([name]) => name !== ourField))

export function fieldsOf(metadata: Metadata, firstKey: number): Field[] {
  return Object.entries(withoutOurs(metadata)).map(([name, value], at) => fieldOf(name, value, firstKey + at))
}

export function fieldOf(name: string, value: unknown, key: number): Field {
  switch (typeof value) {
    case 'string':
      return { key, name, kind: 'text', value }
    case 'number':
      return { key, name, kind: 'number', value: String(value) }
    case 'boolean':
      return { key, name, kind: 'boolean', value: String(value) }
    default:
      return { key, name, kind: 'json', value: JSON.stringify(value) }
  }
}

/** What the fields say together. One that cannot be read counts as the text it is, so that the size is still told. */
export function readFields(fields: readonly Field[]): FieldsRead {
  const faults: FieldFault[] = []
  const read = new Map<string, unknown>()
  for (const { key, name, kind, value } of fields) {
    if (name === '') {
      if (value !== '') faults.push({ key, why: 'nameless' })
      continue
    }
    if (name === ourField) faults.push({ key, why: 'ours' })
    else if (read.has(name)) faults.push({ key, why: 'twice' })
    const found = valueOf(kind, value)
    if (!found.ok) faults.push({ key, why: kind === 'number' ? 'number' : 'json' })
    if (name !== ourField && !read.has(name)) read.set(name, found.ok ? found.value : value)
  }
  // Members by definition, not by assignment: a field may be called anything.
  return { metadata: Object.fromEntries(read), faults }
}

type Value = { ok: true; value: unknown } | { ok: false }

function valueOf(kind: FieldKind, value: string): Value {
  switch (kind) {
    case 'text':
      return { ok: true, value }
    case 'boolean':
      return { ok: true, value: value === 'true' }
    case 'number': {
      const number = Number(value)
      return value.trim() !== '' && Number.isFinite(number) ? { ok: true, value: number } : { ok: false }
    }
    case 'json':
      return parsed(value)
    default:
      return kind satisfies never
  }
}

/** The whole as JSON text: one object. */
export function readJsonText(text: string): FieldsRead {
  const read = parsed(text.trim() === '' ? '{}' : text)
  if (!read.ok) return { metadata: {}, faults: [{ key: null, why: 'json' }] }
  if (typeof read.value !== 'object' || read.value === null || Array.isArray(read.value))
    return { metadata: {}, faults: [{ key: null, why: 'object' }] }
  const metadata = Object.fromEntries(Object.entries(read.value))
  return {
    metadata: withoutOurs(metadata),
    faults: Object.hasOwn(metadata, ourField) ? [{ key: null, why: 'ours' }] : [],
  }
}

function parsed(text: string): Value {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    // Half typed: the fault is told beside the field.
    return { ok: false }
  }
}

/** Whether two values are the same JSON, in whatever order their members stand. */
export const sameJson = (one: unknown, other: unknown): boolean =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other))

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return members.map(([name, member]) => [name, ordered(member)])
}

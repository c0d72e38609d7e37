import { limits } from '../limits.ts'

type Nested = { ok: true; fields: Record<string, unknown> } | { ok: false; because: string }

/** The text fields of a form as one object. Bracketed names (`metadata[a][b]`, `metadata[c][]`) become nested values. */
export function nestFields(pairs: Iterable<readonly [name: string, value: string]>): Nested {
  const fields: Record<string, unknown> = {}
  for (const [name, value] of pairs) {
    const path = pathOf(name)
    if (path.length > limits.fieldLevels) return { ok: false, because: 'a field is nested too deep' }
    if (!place(fields, path, value)) return { ok: false, because: `the field ${name} contradicts another one` }
  }
  return { ok: true, fields }
}

/** `a[b][]` is `['a', 'b', '']` */
function pathOf(name: string): string[] {
  const [, first = name, rest = ''] = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name) ?? []
  return [first, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map(match => match[1] ?? '')]
}

function place(fields: Record<string, unknown>, path: string[], value: string): boolean {
  const [key = '', next, ...rest] = path
  if (next === undefined) {
    if (Object.hasOwn(fields, key)) return false
    put(fields, key, value)
    return true
  }
  if (!Object.hasOwn(fields, key)) put(fields, key, next === '' ? [] : {})
  const below = fields[key]
  if (next === '') return Array.isArray(below) && rest.length === 0 && below.push(value) > 0
  return isObject(below) && place(below, [next, ...rest], value)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// A field may be called `__proto__`; assigning would change the object's ancestry instead.
const put = (fields: Record<string, unknown>, key: string, value: unknown) =>
  Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true })

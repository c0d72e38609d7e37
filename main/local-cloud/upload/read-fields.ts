import { boundaryOf } from './form-scanner.ts'
import { limits } from '../limits.ts'
import { readBounded } from './read-bounded.ts'
import { formExpected, type Refusal, refuse } from '../reply.ts'

export type Fields = { ok: true; fields: Record<string, unknown> } | { ok: false; refusal: Refusal }

const bad = (why: string): Fields => ({ ok: false, refusal: refuse(5400, `Bad request: ${why}`) })

/** The text fields of a form or a JSON object. Bracketed names (`metadata[a][b]`, `metadata[c][]`) become nested values. */
export async function readFields(request: Request): Promise<Fields> {
  const type = request.headers.get('content-type') ?? ''
  const isJson = /^application\/json\b/i.test(type)
  if (!isJson && boundaryOf(type) === null) return { ok: false, refusal: refuse(5415, formExpected) }
  const body = await readBounded(request, limits.requestBytes)
  if (!body) return { ok: false, refusal: refuse(7011, 'Request entity too large') }
  if (isJson) return fromJson(body.toString())
  let form: FormData
  try {
    form = await new Response(body, { headers: { 'content-type': type } }).formData()
  } catch (error) {
    return bad(`error parsing form fields: ${error instanceof Error ? error.message : String(error)}`)
  }
  const fields: Record<string, unknown> = {}
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue
    const path = pathOf(name)
    if (!place(fields, path, value)) return bad(`the field ${name} contradicts another one`)
  }
  return { ok: true, fields }
}

function fromJson(text: string): Fields {
  try {
    const read: unknown = JSON.parse(text)
    if (isObject(read)) return { ok: true, fields: read }
  } catch (error) {
    return bad(`error parsing JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
  return bad('the JSON body must be an object')
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

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

// A field may be called `__proto__`; assigning would change the object's ancestry instead.
const put = (fields: Record<string, unknown>, key: string, value: unknown) =>
  Object.defineProperty(fields, key, { value, writable: true, enumerable: true, configurable: true })

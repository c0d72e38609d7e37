import type { z } from 'zod'
import { limits } from '../limits.ts'
import { isJson, readJson } from '../read-json.ts'
import { formExpected, type Refusal, refuse, refuseShape } from '../reply.ts'
import { boundaryOf } from './form-scanner.ts'
import { nestFields } from './nest-fields.ts'
import { readBounded } from './read-bounded.ts'

type Read<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

/** The text fields of a form without a file, or the JSON object of a client that sends one instead. */
export async function readFields<T>(request: Request, shape: z.ZodType<T>): Promise<Read<T>> {
  if (isJson(request)) return await readJson(request, shape)
  const type = request.headers.get('content-type') ?? ''
  if (boundaryOf(type) === null) return no(refuse(5415, formExpected))
  const body = await readBounded(request, limits.requestBytes)
  if (!body) return no(refuse(7011, 'Request entity too large'))
  let form: FormData
  try {
    form = await new Response(body, { headers: { 'content-type': type } }).formData()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return no(refuse(5400, `Bad request: error parsing form fields: ${why}`))
  }
  const texts = [...form].filter((field): field is [string, string] => typeof field[1] === 'string')
  return shapeFields(texts, shape)
}

/** The text fields of a form, read already, in the shape they must have. */
export function shapeFields<T>(texts: Iterable<readonly [string, string]>, shape: z.ZodType<T>): Read<T> {
  const nested = nestFields(texts)
  if (!nested.ok) return no(refuse(5400, `Bad request: ${nested.because}`))
  const parsed = shape.safeParse(nested.fields)
  return parsed.success ? { ok: true, value: parsed.data } : no(refuseShape(parsed.error))
}

const no = (refusal: Refusal) => ({ ok: false as const, refusal })

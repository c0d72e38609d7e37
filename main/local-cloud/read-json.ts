import { z } from 'zod'
import { limits } from './limits.ts'
import { type Refusal, refuse, refuseShape } from './reply.ts'
import { readBounded } from './upload/read-bounded.ts'

type Read<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

const JsonObject = z.record(z.string(), z.unknown())

export const isJson = (request: Request): boolean =>
  /^application\/json\s*(;|$)/i.test(request.headers.get('content-type') ?? '')

/** The body of a call that takes JSON and nothing else, in the shape it must have. */
export async function readJson<T>(request: Request, shape: z.ZodType<T>): Promise<Read<T>> {
  if (!isJson(request)) return no(refuse(5400, 'Bad request: the body must be application/json'))
  const body = await readBounded(request, limits.requestBytes)
  if (!body) return no(refuse(7011, 'Request entity too large'))
  let read: unknown
  try {
    read = JSON.parse(body.toString())
  } catch (error) {
    return no(
      refuse(5400, `Bad request: error parsing JSON: ${error instanceof Error ? error.message : String(error)}`),
    )
  }
  if (!JsonObject.safeParse(read).success) return no(refuse(5400, 'Bad request: the JSON body must be an object'))
  const parsed = shape.safeParse(read)
  return parsed.success ? { ok: true, value: parsed.data } : no(refuseShape(parsed.error))
}

const no = (refusal: Refusal) => ({ ok: false as const, refusal })

import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'

/** One answer of the service, in the order they came. */
export type Call = { readonly method: string; readonly path: string; readonly status: number }
export type Made = { readonly images: Set<string>; readonly variants: Set<string>; readonly keys: Set<string> }

const Envelope = z.object({
  result: z.unknown(),
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })),
  messages: z.array(z.unknown()),
})
const WithId = z.object({ id: z.string() })
const WithVariant = z.object({ variant: WithId })

/**
 * Listens in on every answer: what was made is remembered even when the test that made it fails. Requests start at least
 * `pause` ms apart.
 */
export function createRecorder(pause: number) {
  const made: Made = { images: new Set(), variants: new Set(), keys: new Set() }
  const calls: Call[] = []
  const odd: string[] = []
  let next = 0

  const listen = async (method: string, path: string, response: Response) => {
    calls.push({ method, path, status: response.status })
    if (response.headers.get('content-type')?.startsWith('image/') === true) return
    const call = `${method} ${path} → ${response.status}`
    const text = await response.text()
    const read = Envelope.safeParse(parse(text))
    if (!read.success) return void odd.push(`${call}: no envelope: ${text.slice(0, 200)}`)
    const { success, result, errors } = read.data
    if (success !== response.ok) odd.push(`${call}: success is ${success}`)
    if (!success && (result !== null || errors.length === 0)) odd.push(`${call}: a failure without errors`)
    if (success) remember(made, method, path, result)
  }

  return {
    made,
    calls: calls as readonly Call[],
    odd: odd as readonly string[],
    fetch: async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
      const wait = next - Date.now()
      next = Math.max(next, Date.now()) + pause
      if (wait > 0) await sleep(wait)
      const response = await fetch(input, init)
      const url = new URL(input instanceof Request ? input.url : input)
      // The package fetches a data URL to find out whether forms can be sent.
      if (url.protocol.startsWith('http')) await listen(init?.method ?? 'GET', url.pathname, response.clone())
      return response
    },
  }
}

function remember(made: Made, rawMethod: string, pathname: string, result: unknown): void {
  const path = pathname.replace(/^.*?\/images\//, '')
  const name = decodeURIComponent(path.slice(path.lastIndexOf('/') + 1))
  const id = WithId.safeParse(result).data?.id
  const variant = WithVariant.safeParse(result).data?.variant.id
  const method = rawMethod.toUpperCase()
  if (method === 'PUT' && path.startsWith('v1/keys/')) made.keys.add(name)
  if (method === 'POST' && path === 'v1/variants' && variant !== undefined) made.variants.add(variant)
  if (method === 'POST' && /^(v1|v[12]\/direct_upload)$/.test(path) && id !== undefined) made.images.add(id)
  // An image that becomes private or public gets a new id.
  if (method === 'PATCH' && /^v1\/[^/]+$/.test(path) && id !== undefined) made.images.add(id)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

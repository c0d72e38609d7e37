import { request, type Dispatcher } from 'undici'
import { Failure } from './failure.ts'
import { lineProblem } from './line-problem.ts'
import { platformHeaders } from './platform-headers.ts'

/**
 * `fetch` for the official package over our own connections. A broken line is thrown as a Failure, so that its cause
 * outlives the package's own wrapping. Redirects are handed back, never followed: they would carry the token along.
 */
export function fetchThrough(dispatcher: Dispatcher): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const signal = init.signal ?? null
    const headers = new Headers(init.headers)
    const body = await bytesOf(init.body ?? null, headers)
    try {
      const answer = await request(url, {
        dispatcher,
        signal,
        body,
        method: init.method ?? 'GET',
        headers: Object.fromEntries(headers),
      })
      const text = await answer.body.text()
      const empty = answer.statusCode === 204 || answer.statusCode === 304
      return new Response(empty ? null : text, { status: answer.statusCode, headers: platformHeaders(answer.headers) })
    } catch (error) {
      if (signal?.aborted === true) throw new DOMException('aborted', 'AbortError')
      throw new Failure(lineProblem(error, url.host, true))
    }
  }
}

// Lets the platform write the form and name its boundary.
async function bytesOf(body: RequestInit['body'], headers: Headers): Promise<Uint8Array | null> {
  if (body === null || body === undefined) return null
  const written = new Response(body)
  const type = written.headers.get('content-type')
  if (type !== null && !headers.has('content-type')) headers.set('content-type', type)
  return new Uint8Array(await written.arrayBuffer())
}

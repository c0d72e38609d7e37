import type { Readable } from 'node:stream'
import { request, type Dispatcher } from 'undici'
import type { Problem } from '../../preload/contract/index.ts'
import { readAnswer } from './answer.ts'
import { Failure } from './failure.ts'
import { hideSecret } from './hide-secret.ts'
import { isPicture } from './is-picture.ts'
import { lineProblem } from './line-problem.ts'
import { platformHeaders } from './platform-headers.ts'
import { readText } from './read-text.ts'
import { listenForSilence } from './silence.ts'

// Small enough that a slow line takes each one long before we call it silent.
const chunkBytes = 65_536

/**
 * `fetch` for the official package over our own connections, given up after `quietMs` of silence, however long it takes.
 * A broken line is thrown as a Failure, so that its cause outlives the package's own wrapping. Redirects are handed back,
 * never followed: they would carry the token along. An image that was asked for comes as a stream, all else as a whole.
 */
export function fetchThrough(dispatcher: Dispatcher, quietMs: number): typeof fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const headers = new Headers(init.headers)
    const body = await bytesOf(init.body ?? null, headers)
    const stop = init.signal ?? new AbortController().signal
    const silence = listenForSilence(quietMs)
    let begun = body === null

    async function* sending(bytes: Uint8Array) {
      begun = true
      for (let start = 0; start < bytes.length; start += chunkBytes) {
        silence.moved()
        yield bytes.subarray(start, start + chunkBytes)
      }
      silence.moved()
    }

    async function* receiving(from: AsyncIterable<Uint8Array>, ifQuiet: Problem) {
      try {
        silence.moved()
        for await (const chunk of from) {
          // Only the service's silence counts, not the time our own reader takes.
          silence.rest()
          yield chunk
          silence.moved()
        }
      } catch (error) {
        throw failureOf(error, ifQuiet)
      } finally {
        silence.rest()
      }
    }

    const failureOf = (error: unknown, ifQuiet: Problem) => {
      if (stop.aborted) return new DOMException('aborted', 'AbortError')
      if (silence.signal.aborted) return new Failure(ifQuiet)
      return error instanceof Failure ? error : new Failure(lineProblem(error, url.host, begun))
    }

    const late: Problem = { code: 'reply-late', quietMs }
    try {
      silence.moved()
      const answer = await request(url, {
        dispatcher,
        signal: AbortSignal.any([stop, silence.signal]),
        method: init.method ?? 'GET',
        headers: { ...Object.fromEntries(headers), ...(body !== null && { 'content-length': String(body.length) }) },
        // undici takes any async iterable and waits for the line to drain; its types name only Readable.
        body: body === null ? null : (sending(body) as unknown as Readable),
        headersTimeout: 0,
        bodyTimeout: 0,
      })
      const status = answer.statusCode
      const told = platformHeaders(answer.headers)
      if (status === 200 && headers.get('accept')?.startsWith('image/') === true && isPicture(told)) {
        return new Response(ReadableStream.from(receiving(answer.body, { code: 'stalled', quietMs })), {
          headers: told,
        })
      }
      const text = await readText(status, receiving(answer.body, late))
      const isEmpty = status === 204 || status === 304
      return new Response(isEmpty ? null : withoutToken(status, text, headers), { status, headers: told })
    } catch (error) {
      throw failureOf(error, late)
    } finally {
      silence.rest()
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

// A service, or a proxy on the way, that repeats our request must not get the token into a message or a log.
function withoutToken(status: number, text: string, headers: Headers): string {
  const token = headers.get('authorization')?.replace(/^Bearer /, '') ?? ''
  if (token === '' || !text.includes(token)) return text
  // What was asked for stays as it is, whatever word somebody has for a token; only refusals are told.
  return readAnswer(status, headers, text).succeeded ? text : hideSecret(text, token)
}

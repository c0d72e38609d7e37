import type { Body } from './body.ts'
import { byteRange } from './byte-range.ts'
import { isSameBytes } from './etag.ts'

/** Answers with a body or the part of it that is asked for, or with its headers alone. */
export async function answerPicture(request: Request, body: Body, common: Record<string, string>): Promise<Response> {
  const etag = common['etag'] ?? ''
  const isPartial = isSameBytes(request.headers.get('if-range'), etag)
  const range = byteRange(isPartial ? request.headers.get('range') : null, body.size)
  const headers = { ...common, 'accept-ranges': 'bytes' }
  if (range.kind === 'unsatisfiable') {
    await body.close()
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${body.size}` } })
  }
  const { from, to } = range.kind === 'part' ? range : { from: 0, to: body.size - 1 }
  const init = {
    status: range.kind === 'part' ? 206 : 200,
    headers: {
      ...headers,
      'content-length': String(to - from + 1),
      ...(range.kind === 'part' && { 'content-range': `bytes ${from}-${to}/${body.size}` }),
    },
  }
  if (request.method !== 'HEAD') return new Response(await body.read(from, to), init)
  await body.close()
  return new Response(null, init)
}

import type { Reply } from './reply.ts'

/** The one shape every answer of the API has, as status, headers and text. */
export function envelope(reply: Reply): { status: number; headers: Record<string, string>; text: string } {
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (reply.kind === 'result') {
    const text = JSON.stringify({ result: reply.result, result_info: null, success: true, errors: [], messages: [] })
    return { status: 200, headers, text }
  }
  // Cloudflare's own packages try 409 again unless told otherwise.
  if (!reply.passing) headers['x-should-retry'] = 'false'
  if (reply.retryAfterSeconds !== undefined) headers['retry-after'] = String(reply.retryAfterSeconds)
  const errors = [{ code: reply.code, message: reply.message }]
  const text = JSON.stringify({ result: null, result_info: null, success: false, errors, messages: [] })
  return { status: reply.status, headers, text }
}

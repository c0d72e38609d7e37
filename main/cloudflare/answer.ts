import { z } from 'zod'

/** What the service said, whichever of its body kinds it used. `understood` is false for pages and fragments. */
export type Answer = {
  status: number
  headers: Headers
  understood: boolean
  succeeded: boolean
  result: unknown
  codes: readonly number[]
  detail: string
}

const Fault = z.object({ code: z.coerce.number(), message: z.string().catch('') })
const Envelope = z.object({ success: z.boolean(), result: z.unknown(), errors: z.array(Fault).nullish().catch(null) })

// The images backend's own one-line form, e.g. `ERROR 5404: image not found` (images-api §1.2).
const plainError = /\bERROR (\d{4,5}):?\s*([^\r\n]*)/

/** Reads JSON envelopes, JSON without an envelope, and `ERROR 54xx: …` lines (images-api §1.2). */
export function readAnswer(status: number, headers: Headers, body: unknown): Answer {
  const value = typeof body === 'string' ? parsed(body) : body
  const unknown: Answer = {
    status,
    headers,
    understood: false,
    succeeded: false,
    result: null,
    codes: [],
    detail: `HTTP ${status}`,
  }
  const envelope = Envelope.safeParse(value)
  if (envelope.success) {
    const { success, result, errors } = envelope.data
    return {
      ...unknown,
      understood: true,
      succeeded: success && status >= 200 && status < 300,
      result: result ?? null,
      codes: (errors ?? []).map(error => error.code),
      detail: short((errors ?? []).map(error => error.message).join('; ')) || unknown.detail,
    }
  }
  const bare = Fault.safeParse(value)
  if (bare.success) {
    return { ...unknown, understood: true, codes: [bare.data.code], detail: short(bare.data.message) || unknown.detail }
  }
  // Half a JSON text says nothing to a person, and may hold a signing key.
  const text = typeof value === 'string' && !/^\s*[{[]/.test(value) ? value : ''
  const plain = plainError.exec(text)
  if (plain !== null) {
    return {
      ...unknown,
      understood: true,
      codes: [Number(plain[1])],
      detail: short(plain[2] ?? '') || unknown.detail,
    }
  }
  return { ...unknown, detail: short(text) || unknown.detail }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

// Pages are told by their words, not by their markup.
const short = (text: string) =>
  text
    .slice(0, 4_096)
    .replace(/<(style|script)\b.*?<\/\1>|<[^>]*>/gis, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)

import type { IncomingMessage } from 'node:http'
import { BodyRefused, incomingBytes } from './incoming-bytes.ts'
import type { Refusal } from './refusal.ts'

/** The most JSON one request may carry, in bytes. */
const mostBytes = 1_000_000

export type JsonRead = { kind: 'read'; value: unknown } | { kind: 'refused'; refusal: Refusal }

const refused = (refusal: Refusal): JsonRead => ({ kind: 'refused', refusal })

/** Reads a small JSON body; an empty one is `{}`. A form of another page cannot pretend to be JSON, so the type is asked for. */
export async function readJson(incoming: IncomingMessage, quietMs: number): Promise<JsonRead> {
  const type = incoming.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type !== 'application/json') return refused('not-json')
  if (Number(incoming.headers['content-length'] ?? 0) > mostBytes) return refused('too-large')
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of incomingBytes(incoming, { mostBytes, quietMs })) chunks.push(chunk)
  } catch (error) {
    // Whoever broke off hears no answer anyway.
    return refused(error instanceof BodyRefused && error.why === 'too-large' ? 'too-large' : 'malformed')
  }
  const text = Buffer.concat(chunks).toString('utf8')
  if (text.trim() === '') return { kind: 'read', value: {} }
  try {
    return { kind: 'read', value: JSON.parse(text) as unknown }
  } catch (error) {
    if (error instanceof SyntaxError) return refused('malformed')
    throw error
  }
}

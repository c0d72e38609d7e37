import { envelope } from '../envelope.ts'
import type { Refusal } from '../reply.ts'

/** A refusal in one line of text instead of the envelope, as the images backend often gives it (images-api §1.2). */
export function plainRefusal(refusal: Refusal): ReturnType<typeof envelope> {
  const { status, headers } = envelope(refusal)
  const text = `ERROR ${refusal.code}: ${refusal.message.replace(/\s+/g, ' ')}`
  return { status, headers: { ...headers, 'content-type': 'text/plain' }, text }
}

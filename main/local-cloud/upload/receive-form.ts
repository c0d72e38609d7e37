import type { IncomingMessage } from 'node:http'
import type { Throttle } from './read-body.ts'
import { type Received, readForm } from './read-form.ts'
import { type Refusal, refuse } from '../reply.ts'

export type { Received } from './read-form.ts'

type Reception = { kind: 'received'; value: Received } | { kind: 'broken' } | Refusal

/** Receives the one `file` an upload is about and puts it on disk at `path`. */
export async function receiveForm(request: IncomingMessage, path: string, throttle: Throttle): Promise<Reception> {
  const form = await readForm(request, path, throttle)
  if (form.kind !== 'form') return form
  return form.file
    ? { kind: 'received', value: form.file }
    : refuse(5400, 'Bad request: the form must hold exactly one file')
}

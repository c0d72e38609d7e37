import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerOnWire } from '../answer-on-wire.ts'
import type { Cloud } from '../cloud.ts'
import { describeImage } from '../images/describe-image.ts'
import { explainMissed, findDraft } from '../images/find-draft.ts'
import type { Original } from '../images/image-record.ts'
import { keepUpload } from './keep-upload.ts'
import { createLine } from './line.ts'
import { limits } from '../limits.ts'
import { readBody, type Throttle } from './read-body.ts'
import { receiveForm } from './receive-form.ts'
import { refuseUnwritten } from './refuse-unwritten.ts'
import { type Refusal, type Reply, refuse, succeed } from '../reply.ts'

/** An upload of unknown length is cut as if it were this long. */
const GUESSED_BYTES = 1_048_576

/** A call that brings a file: what becomes of its body, which faults concern it, and the headers its answer has. */
type Bringing = {
  carryOut: (cloud: Cloud, request: IncomingMessage, throttle: Throttle) => Promise<Reply | 'broken'>
  place: 'api' | 'upload'
  headers: Record<string, string>
}
export type TakeUpload = ReturnType<typeof createUploadHost>

/** Answers the one-time upload URLs, and every other call that brings a file. Works on the bare request, because it streams, throttles and breaks lines. */
export function createUploadHost(cloud: Cloud, closing: AbortSignal) {
  const { trouble } = cloud
  const line = createLine(closing)

  return async (
    request: IncomingMessage,
    response: ServerResponse,
    { carryOut, place, headers: more }: Bringing = toOneTimeUrl,
  ): Promise<void> => {
    const rate = trouble.bytesPerSecond()
    const throttle: Throttle = bytes => (rate === null ? undefined : line.pass(bytes, rate))
    const cutAt = trouble.cutAt()
    if (cutAt !== undefined) {
      await readBody(request, cutAt * Number(request.headers['content-length'] ?? GUESSED_BYTES), throttle)
      return void request.socket.destroy()
    }

    const reply = await carryOut(cloud, request, throttle).catch((error: unknown) =>
      refuseUpload(refuseUnwritten(error), request, throttle),
    )
    if (reply === 'broken') return void request.socket.destroy()
    if (reply.kind === 'result' && trouble.losesReply()) return void request.socket.destroy()
    await trouble.delay(closing)
    const { status, headers, text } = trouble.word(reply, place)
    const answer = { status, headers: { ...headers, ...more }, text }
    // A body we gave up on would be taken for the next request. Behind another answer ours must wait.
    if (!request.complete && response.socket) return answerOnWire(request.socket, answer)
    const length = { 'content-length': Buffer.byteLength(text) }
    const hangUp = request.complete ? {} : { connection: 'close' }
    response.writeHead(status, { ...answer.headers, ...length, ...hangUp }).end(text)
  }
}

const toOneTimeUrl: Bringing = {
  carryOut: toItsDraft,
  place: 'upload',
  headers: { 'access-control-allow-origin': '*' },
}

/** Puts a form's file in the place its upload URL was given for. */
async function toItsDraft(cloud: Cloud, request: IncomingMessage, throttle: Throttle): Promise<Reply | 'broken'> {
  const { method, url = '' } = request
  const found = method === 'POST' ? findDraft(cloud, url) : refuse(7003, `No route for ${method} ${url}`)
  const verdict = cloud.trouble.ofUpload() ?? found
  if (verdict.kind === 'refusal') return await refuseUpload(verdict, request, throttle)

  const { draft } = verdict
  const kept = await keepUpload(cloud, async path => {
    const received = await receiveForm(request, path, throttle)
    if (received.kind !== 'received') return received
    const accept = (original: Original) => {
      const image = cloud.images.accept(draft, original)
      return image ? { kind: 'kept' as const, image } : explainMissed(cloud, draft)
    }
    return { ...received, accept }
  })
  if (kept.kind === 'broken') return 'broken'
  if (kept.kind === 'refusal') return kept
  // Metadata is for the account's owner; whoever holds the upload URL does not see it.
  const { meta: _, ...shown } = describeImage(cloud, kept.image)
  return succeed(shown)
}

/** A refusal known beforehand: the client hears it only if it may finish speaking. */
export async function refuseUpload(
  refusal: Refusal,
  request: IncomingMessage,
  throttle: Throttle,
): Promise<Reply | 'broken'> {
  const end = await readBody(request, limits.patienceBytes, throttle)
  return end === 'broken' ? end : refusal
}

import { rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerOnWire } from '../answer-on-wire.ts'
import type { Cloud } from '../cloud.ts'
import { describeImage } from '../images/describe-image.ts'
import { explainMissed, findDraft } from '../images/find-draft.ts'
import type { ImageRecord, Original } from '../images/image-record.ts'
import { inspectUpload } from './inspect-upload.ts'
import { createLine } from './line.ts'
import { limits } from '../limits.ts'
import { readBody, type Throttle } from './read-body.ts'
import { receiveForm } from './receive-form.ts'
import { refuseUnwritten } from './refuse-unwritten.ts'
import { type Reply, refuse, succeed } from '../reply.ts'

/** An upload of unknown length is cut as if it were this long. */
const GUESSED_BYTES = 1_048_576

/** Answers the one-time upload URLs. Works on the bare request, because it streams, throttles and breaks lines. */
export function createUploadHost(cloud: Cloud, closing: AbortSignal) {
  const { trouble } = cloud
  const line = createLine(closing)

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const rate = trouble.bytesPerSecond()
    const throttle: Throttle = bytes => (rate === null ? undefined : line.pass(bytes, rate))
    const cutAt = trouble.cutAt()
    if (cutAt !== undefined) {
      await readBody(request, cutAt * Number(request.headers['content-length'] ?? GUESSED_BYTES), throttle)
      return void request.socket.destroy()
    }

    const reply = await carryOut(cloud, request, throttle).catch(async (error: unknown) => {
      // The client hears of a full disk only if it may finish speaking.
      const end = await readBody(request, limits.patienceBytes, throttle)
      return end === 'broken' ? end : refuseUnwritten(error)
    })
    if (reply === 'broken') return void request.socket.destroy()
    if (reply.kind === 'result' && trouble.losesReply()) return void request.socket.destroy()
    await trouble.delay(closing)
    const { status, headers, text } = trouble.word(reply, 'upload')
    const answer = { status, headers: { ...headers, 'access-control-allow-origin': '*' }, text }
    // A body we gave up on would be taken for the next request. Behind another answer ours must wait.
    if (!request.complete && response.socket) return answerOnWire(request.socket, answer)
    response.writeHead(status, { ...answer.headers, ...(!request.complete && { connection: 'close' }) }).end(text)
  }
}

async function carryOut(cloud: Cloud, request: IncomingMessage, throttle: Throttle): Promise<Reply | 'broken'> {
  const { method, url = '' } = request
  const found = method === 'POST' ? findDraft(cloud, url) : refuse(7003, `No route for ${method} ${url}`)
  const verdict = cloud.trouble.ofUpload() ?? found
  if (verdict.kind === 'refusal') {
    const end = await readBody(request, limits.patienceBytes, throttle)
    return end === 'broken' ? end : verdict
  }

  const file = cloud.files.newOriginal()
  const path = cloud.files.originalPath(file)
  try {
    return await store(cloud, request, throttle, verdict.draft, file)
  } finally {
    const isKept = cloud.images.find(verdict.draft.id)?.original?.file === file
    if (!isKept) await rm(path, { force: true })
  }
}

/** The bytes are on disk before the draft becomes an image: whenever we are killed, there is no image without them. */
async function store(
  cloud: Cloud,
  request: IncomingMessage,
  throttle: Throttle,
  draft: ImageRecord,
  file: string,
): Promise<Reply | 'broken'> {
  const path = cloud.files.originalPath(file)
  const received = await receiveForm(request, path, throttle)
  if (received.kind === 'broken') return 'broken'
  if (received.kind === 'refusal') return received
  const inspected = await inspectUpload(path, received.value.bytes, cloud.acceptsAvif)
  if (!inspected.ok) return inspected.refusal
  const original: Original = { file, ...received.value, ...inspected.value }
  const image = cloud.images.accept(draft, original)
  if (!image) return explainMissed(cloud, draft)
  // Metadata is for the account's owner; whoever holds the upload URL does not see it.
  const { meta: _, ...shown } = describeImage(cloud, image)
  return succeed(shown)
}

import type { Cloudflare } from 'cloudflare'
import { z } from 'zod'
import { fail, succeed, type Outcome, type Reservation } from '../../preload/contract/index.ts'
import type { ImagesApi, Order } from '../engine/ports.ts'
import type { Answer } from './answer.ts'
import type { BatchLane } from './batch-lane.ts'
import type { CallApi } from './call-api.ts'
import { problemOf, type Asked } from './problem-of.ts'

type Sources = {
  client: Cloudflare
  lane: BatchLane
  callApi: CallApi
  profile: string
  accountId: string
  now: () => number
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)

// An upload URL carries the photo and the right to write: never in the clear over a network.
const UploadUrl = z.url().refine(text => {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}, 'not https')

const DirectUpload = z.object({ id: z.string().min(1).max(1024), uploadURL: UploadUrl })

/** Half an hour: what the service gives when no `expiry` is sent (images-api §2.14), so a wrong clock does no harm. */
const lifetimeMs = 30 * 60_000

/** Sets an image id and one-time upload URL aside, on the batch host once it has a lane open for us. */
export function createReserve({ client, lane, callApi, profile, accountId, now }: Sources): ImagesApi['reserve'] {
  const asked: Asked = { profile, accountId, for: 'write' }

  const onBatchHost = (batch: Cloudflare, order: Order, signal: AbortSignal) =>
    callApi(
      'batch',
      // The package knows no batch host, whose path has neither version nor account (images-api §1.5).
      options => batch.post('/images/v2/direct_upload', { body: formOf(fieldsOf(order)), ...options }),
      signal,
    )

  const onAccount = (order: Order, signal: AbortSignal) =>
    callApi(
      'account',
      options => client.images.v2.directUploads.create({ account_id: accountId, ...fieldsOf(order) }, options),
      signal,
    )

  const answerTo = async (order: Order, signal: AbortSignal): Promise<Outcome<Answer>> => {
    const batch = lane.next()
    if (batch === null) return onAccount(order, signal)
    const answer = await onBatchHost(batch, order, signal)
    const why = closing(answer)
    if (answer.ok && answer.value.succeeded) lane.worked(batch)
    if (why === null) return answer
    lane.close(batch, why)
    return onAccount(order, signal)
  }

  return async (order, signal) => {
    const askedAt = now()
    const answer = await answerTo(order, signal)
    if (!answer.ok) return answer
    if (!answer.value.succeeded) return fail(problemOf(answer.value, asked))
    return reservationOf(answer.value, askedAt + lifetimeMs)
  }
}

// Fields as the service documents them: metadata is one JSON text, not a field per key (images-api §5.6).
function fieldsOf({ sending, metadata }: Order): Record<string, string | boolean> {
  return {
    requireSignedURLs: sending.private,
    ...(sending.creator !== null && { creator: sending.creator }),
    ...(Object.keys(metadata).length > 0 && { metadata: JSON.stringify(metadata) }),
  }
}

function formOf(fields: Record<string, string | boolean>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  return form
}

// Only what leaves no reservation behind may be tried again on the account's budget.
function closing(answer: Outcome<Answer>): 'refused' | 'unreachable' | null {
  if (!answer.ok) return answer.problem.code === 'offline' ? 'unreachable' : null
  return [401, 403, 404, 405].includes(answer.value.status) ? 'refused' : null
}

function reservationOf({ status, result }: Answer, expiresAt: number): Outcome<Reservation> {
  const read = DirectUpload.safeParse(result)
  if (read.success) return succeed({ imageId: read.data.id, uploadUrl: read.data.uploadURL, expiresAt })
  const detail = read.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  return fail({ code: 'not-understood', status, detail: `no upload URL in the reply (${detail})` })
}

import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { z } from 'zod'
import type { Cloud } from '../cloud.ts'
import { describeImage } from '../images/describe-image.ts'
import type { Original } from '../images/image-record.ts'
import { newId } from '../images/new-id.ts'
import { refuseCustomId } from '../images/refuse-custom-id.ts'
import { type Refusal, type Reply, refuse, succeed } from '../reply.ts'
import type { Route } from '../route.ts'
import { fetchSource } from './fetch-source.ts'
import { createFormTexts } from './form-texts.ts'
import { imageFields } from './image-fields.ts'
import { type Filled, keepUpload } from './keep-upload.ts'
import type { Throttle } from './read-body.ts'
import { shapeFields } from './read-fields.ts'
import { receiveForm } from './receive-form.ts'

const Order = z.strictObject({ ...imageFields, url: z.string().min(1).optional() })
type Order = z.infer<typeof Order>

const taken = () => refuse(5409, 'Resource already exists')

/** An upload in one call: a form that brings a file, or the URL of one (images-api §2.3). */
export const uploadImageRoutes = (cloud: Cloud): Route[] => [
  {
    method: 'POST',
    path: '/v1',
    name: 'image',
    permission: 'write',
    batch: true,
    receive: (request, throttle, closing) => uploadImage(cloud, request, throttle, closing),
  },
]

async function uploadImage(
  cloud: Cloud,
  request: IncomingMessage,
  throttle: Throttle,
  closing: AbortSignal,
): Promise<Reply | 'broken'> {
  const kept = await keepUpload(cloud, async (path): Promise<Filled> => {
    const texts = createFormTexts()
    const received = await receiveForm(request, path, throttle, texts)
    if (received.kind === 'broken' || received.kind === 'refusal') return received
    const read = shapeFields(texts.all(), Order)
    if (!read.ok) return read.refusal
    const order = read.value
    // UNCONFIRMED: how neither or both are refused (images-api §2.3).
    if ((received.kind === 'received') === (order.url !== undefined))
      return refuse(5400, 'Bad request: the form must hold exactly one of file and url')
    const refusal = refuseOrder(cloud, order)
    if (refusal) return refusal

    const accept = (original: Original) => acceptAs(cloud, order, original)
    if (received.kind === 'received') return { ...received, accept }
    const fetched = await fetchFor(cloud, request, order.url ?? '', path, closing)
    return fetched.kind === 'refusal' ? fetched : { ...fetched, accept }
  })
  if (kept.kind === 'broken') return 'broken'
  return kept.kind === 'refusal' ? kept : succeed(describeImage(cloud, kept.image))
}

/** Why there is no use in looking at the picture. */
function refuseOrder({ images, origin }: Cloud, { id, requireSignedURLs, url = '' }: Order): Refusal | undefined {
  const [source, ours] = [URL.parse(url), new URL(origin())]
  if (source?.port === ours.port && ['localhost', ours.hostname].includes(source.hostname))
    return refuse(5454, 'Fetching the URL failed: it is one of ours')
  const refusal = id && refuseCustomId(id, requireSignedURLs)
  if (refusal) return refusal
  return id && images.find(id) ? taken() : undefined
}

function acceptAs({ images, now }: Cloud, order: Order, original: Original) {
  const at = now()
  const image = {
    id: order.id || newId(),
    reservation: randomUUID(),
    uploadedAt: at,
    expiresAt: at,
    requireSignedUrls: order.requireSignedURLs,
    creator: order.creator || null,
    metadata: order.metadata,
    original,
  }
  return images.add(image) ? { kind: 'kept' as const, image } : taken()
}

/** Nobody waits for the picture once the client has hung up. */
async function fetchFor(cloud: Cloud, request: IncomingMessage, url: string, path: string, closing: AbortSignal) {
  const gone = new AbortController()
  const hangUp = () => gone.abort()
  request.socket.once('close', hangUp)
  try {
    const rules = { allowsPrivateAddresses: cloud.allowsPrivateSources, now: cloud.now }
    return await fetchSource(url, path, rules, AbortSignal.any([closing, gone.signal]))
  } finally {
    request.socket.off('close', hangUp)
  }
}

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Cloud } from '../cloud.ts'
import { limits } from '../limits.ts'
import { readFields } from './read-fields.ts'
import { refuseCustomId } from '../images/refuse-custom-id.ts'
import { type Reply, refuse, succeed } from '../reply.ts'
import type { Call, Route } from '../route.ts'

const jsonText = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('is no JSON')
    return z.NEVER
  }
})
const metadataObject = z.record(z.string(), z.unknown())

const Order = z.object({
  id: z.string().optional(),
  metadata: z.union([metadataObject, jsonText.pipe(metadataObject)]).default({}),
  requireSignedURLs: z
    .union([z.boolean(), z.enum(['true', 'false']).transform(text => text === 'true')])
    .default(false),
  creator: z.string().max(limits.creatorCharacters).optional(),
  expiry: z.iso.datetime({ offset: true }).optional(),
})

/** Sets an image id and a one-time upload URL aside. */
export const directUploadRoutes = (cloud: Cloud): Route[] => [
  {
    method: 'POST',
    path: '/v2/direct_upload',
    name: 'direct_upload',
    permission: 'write',
    batch: true,
    answer: call => reserve(cloud, call),
  },
]

async function reserve({ account, images, trouble, now, origin }: Cloud, { request }: Call): Promise<Reply> {
  const read = await readFields(request)
  if (!read.ok) return read.refusal
  const parsed = Order.safeParse(read.fields)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse(5400, `Bad request: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  const order = parsed.data
  if (Buffer.byteLength(JSON.stringify(order.metadata)) > limits.metadataBytes)
    return refuse(5400, `Bad request: metadata must not be longer than ${limits.metadataBytes} bytes`)

  const at = now()
  const { least, usual, most } = limits.uploadUrlMs
  const wanted = order.expiry === undefined ? at + usual : Date.parse(order.expiry)
  if (wanted < at + least || wanted > at + most)
    return refuse(5400, 'Bad request: expiry must be between 2 minutes and 6 hours from now')

  const refusal = order.id && refuseCustomId(order.id, order.requireSignedURLs)
  if (refusal) return refusal
  const ttl = trouble.urlTtlMs()
  const id = order.id || newId()
  const reserved = images.reserve({
    id,
    reservation: randomUUID(),
    uploadedAt: at,
    expiresAt: ttl === null ? wanted : at + ttl,
    requireSignedUrls: order.requireSignedURLs,
    creator: order.creator || null,
    metadata: order.metadata,
  })
  if (!reserved) return refuse(5409, 'Resource already exists')
  return succeed({ id, uploadURL: `${origin()}/upload/${account.hash}/${encodeURIComponent(id)}` })
}

/** Ids the service makes are UUIDs whose last group ends in 00. */
const newId = () => `${randomUUID().slice(0, -2)}00`

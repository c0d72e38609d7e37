import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Cloud } from '../cloud.ts'
import { newId } from '../images/new-id.ts'
import { refuseCustomId } from '../images/refuse-custom-id.ts'
import { limits } from '../limits.ts'
import { readJson } from '../read-json.ts'
import { type Reply, refuse, succeed } from '../reply.ts'
import type { Route } from '../route.ts'
import { imageFields } from './image-fields.ts'
import { readFields } from './read-fields.ts'

const expiry = z.iso.datetime({ offset: true }).optional()
const Order = z.strictObject({ ...imageFields, expiry })
const OldOrder = z.strictObject({ expiry }).transform((order): z.infer<typeof Order> => Order.parse(order))

/** Sets an image id and a one-time upload URL aside (images-api §2.14); the deprecated call knows an expiry only (§2.16). */
export const directUploadRoutes = (cloud: Cloud): Route[] => [
  {
    method: 'POST',
    path: '/v2/direct_upload',
    name: 'direct_upload',
    permission: 'write',
    batch: true,
    async answer({ request }) {
      const read = await readFields(request, Order)
      return read.ok ? reserve(cloud, read.value) : read.refusal
    },
  },
  {
    method: 'POST',
    path: '/v1/direct_upload',
    name: 'direct_upload_v1',
    permission: 'write',
    batch: false,
    async answer({ request }) {
      const read = await readJson(request, OldOrder)
      return read.ok ? reserve(cloud, read.value) : read.refusal
    },
  },
]

function reserve({ account, images, trouble, now, origin }: Cloud, order: z.infer<typeof Order>): Reply {
  const at = now()
  const { least, usual, most } = limits.uploadUrlMs
  const wanted = order.expiry === undefined ? at + usual : Date.parse(order.expiry)
  // UNCONFIRMED: how an expiry out of range is refused (images-api §2.14).
  if (wanted < at + least || wanted > at + most)
    return refuse(5400, 'Bad request: expiry must be between 2 minutes and 6 hours from now')

  const refusal = order.id && refuseCustomId(order.id, order.requireSignedURLs)
  if (refusal) return refusal
  const ttl = trouble.urlTtlMs()
  const id = order.id || newId()
  const reserved = images.add({
    id,
    reservation: randomUUID(),
    uploadedAt: at,
    expiresAt: ttl === null ? wanted : at + ttl,
    requireSignedUrls: order.requireSignedURLs,
    creator: order.creator || null,
    metadata: order.metadata,
    original: null,
  })
  if (!reserved) return refuse(5409, 'Resource already exists')
  return succeed({ id, uploadURL: `${origin()}/upload/${account.hash}/${encodeURIComponent(id)}` })
}

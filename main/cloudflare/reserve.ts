import { z } from 'zod'
import { succeed } from '../../preload/contract/index.ts'
import type { ImagesApi } from '../engine/ports.ts'
import type { Account } from './account.ts'
import { orderFields } from './order-fields.ts'

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)

// An upload URL carries the photo and the right to write: never in the clear over a network.
const UploadUrl = z.url().refine(text => {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
}, 'not https')

const DirectUpload = z.object({ id: z.string().min(1).max(1024), uploadURL: UploadUrl })

/** Half an hour: what the service gives when no `expiry` is sent (images-api §2.14), so a wrong clock does no harm. */
const lifetimeMs = 30 * 60_000

/** Sets an image id and one-time upload URL aside. */
export function createReserve({ client, accountId, call, now }: Account): ImagesApi['reserve'] {
  return async (order, signal, expiresAt) => {
    const askedAt = now()
    const fields = {
      ...orderFields(order),
      ...(expiresAt !== undefined && { expiry: new Date(expiresAt).toISOString() }),
    }
    const reserved = await call(
      {
        needs: 'write',
        about: { kind: 'new-image', id: order.id ?? null, url: null },
        perform: options => client.images.v2.directUploads.create({ account_id: accountId, ...fields }, options),
        onBatchHost: batch => options => batch.post('/images/v2/direct_upload', { body: formOf(fields), ...options }),
        result: DirectUpload,
      },
      signal,
    )
    if (!reserved.ok) return reserved
    const { id, uploadURL } = reserved.value
    return succeed({ imageId: id, uploadUrl: uploadURL, expiresAt: expiresAt ?? askedAt + lifetimeMs })
  }
}

function formOf(fields: Record<string, string | boolean>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value))
  return form
}

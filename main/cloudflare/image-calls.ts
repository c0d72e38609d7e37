import { z } from 'zod'
import type { Cloudflare } from 'cloudflare'
import { fail, succeed } from '../../preload/contract/index.ts'
import type { ImagesApi } from '../engine/ports.ts'
import type { Account } from './account.ts'
import { ApiImage, imageOf } from './image-of.ts'
import { isAddressable } from './is-addressable.ts'

type Edit = Parameters<Cloudflare['images']['v1']['edit']>[1]

const onBatchHost = (id: string) => `/images/v1/${encodeURIComponent(id)}`

/** Details, change and end of one image. All of them may be repeated without harm, so the batch host may take them. */
export function imageCalls({ client, accountId, call, now }: Account): Pick<ImagesApi, 'ask' | 'edit' | 'discard'> {
  const account = { account_id: accountId }

  return {
    async ask(id, signal) {
      if (!isAddressable(id)) return succeed({ kind: 'absent' })
      const asked = await call(
        {
          needs: 'read',
          about: { kind: 'image', id },
          perform: options => client.images.v1.get(id, account, options),
          onBatchHost: batch => options => batch.get(onBatchHost(id), options),
          result: ApiImage,
        },
        signal,
      )
      if (!asked.ok) return asked.problem.code === 'image-unknown' ? succeed({ kind: 'absent' }) : asked
      if (asked.value.draft === true) return succeed({ kind: 'draft' })
      return succeed({ kind: 'image', image: imageOf(asked.value, now()) })
    },

    async edit(id, { metadata, private: isPrivate, creator }, signal) {
      if (!isAddressable(id)) return fail({ code: 'image-unknown', imageId: id })
      const body = {
        ...(metadata !== undefined && { metadata }),
        ...(isPrivate !== undefined && { requireSignedURLs: isPrivate }),
        // UNCONFIRMED: null clears it (images-api §2.5); the package's types know only text here.
        ...(creator !== undefined && { creator }),
      }
      const edited = await call(
        {
          needs: 'write',
          about: { kind: 'image', id },
          perform: options => client.images.v1.edit(id, { ...account, ...body } as Edit, options),
          onBatchHost: batch => options => batch.patch(onBatchHost(id), { body, ...options }),
          result: ApiImage,
        },
        signal,
      )
      if (!edited.ok) return edited
      if (edited.value.draft === true) return fail({ code: 'image-awaited', imageId: id })
      return succeed(imageOf(edited.value, now()))
    },

    async discard(id, signal) {
      if (!isAddressable(id)) return succeed(undefined)
      const discarded = await call(
        {
          needs: 'write',
          about: { kind: 'image', id },
          perform: options => client.images.v1.delete(id, account, options),
          onBatchHost: batch => options => batch.delete(onBatchHost(id), options),
          result: z.unknown(),
        },
        signal,
      )
      return discarded.ok || discarded.problem.code === 'image-unknown' ? succeed(undefined) : discarded
    },
  }
}

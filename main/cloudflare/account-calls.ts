import { z } from 'zod'
import { succeed } from '../../preload/contract/index.ts'
import type { ImagesApi } from '../engine/ports.ts'
import type { Account } from './account.ts'

const Stats = z.object({ count: z.object({ current: z.number(), allowed: z.number() }) })

/** What is asked and set for a whole account. */
export function accountCalls({ client, accountId, call }: Account): Pick<ImagesApi, 'use' | 'setFlexibleVariants'> {
  return {
    async use(signal) {
      const stats = await call(
        {
          needs: 'read',
          about: { kind: 'account' },
          perform: options => client.images.v1.stats.get({ account_id: accountId }, options),
          result: Stats,
        },
        signal,
      )
      return stats.ok ? succeed(stats.value.count) : stats
    },

    async setFlexibleVariants(enabled, signal) {
      const set = await call(
        {
          needs: 'write',
          about: { kind: 'account' },
          // The package has no method for it (images-api §2.16).
          perform: options =>
            client.patch(`/accounts/${accountId}/images/v1/config`, {
              body: { flexible_variants: enabled },
              ...options,
            }),
          result: z.unknown(),
        },
        signal,
      )
      return set.ok ? succeed(undefined) : set
    },
  }
}

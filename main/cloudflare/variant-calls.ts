import { z } from 'zod'
import { succeed, type Outcome, type Variant } from '../../preload/contract/index.ts'
import type { ImagesApi } from '../engine/ports.ts'
import type { Account } from './account.ts'
import type { AccountCall } from './call-account.ts'
import { ApiVariant, apiOptions, variantOf } from './variant-of.ts'

type VariantCalls = Pick<ImagesApi, 'variants' | 'variant' | 'createVariant' | 'editVariant' | 'deleteVariant'>

// Keyed by id; one of them may be told with its id as the key alone.
const All = z
  .object({ variants: z.record(z.string(), z.looseObject({})) })
  .transform(({ variants }) => Object.entries(variants).map(([id, variant]) => ({ id, ...variant })))
const Several = All.pipe(z.array(ApiVariant))

// Wrapped, sometimes with other members beside it, or flat (images-api §2.12).
const One = z
  .looseObject({})
  .transform(result => result['variant'] ?? result)
  .pipe(ApiVariant)

/** The named sizes of an account. */
export function variantCalls({ client, accountId, call }: Account): VariantCalls {
  const account = { account_id: accountId }
  const { variants } = client.images.v1

  const one = async (
    how: Omit<AccountCall<z.infer<typeof ApiVariant>>, 'about' | 'result'>,
    id: string,
    signal: AbortSignal,
  ): Promise<Outcome<Variant>> => {
    const found = await call({ ...how, about: { kind: 'variant', id, isDeleted: false }, result: One }, signal)
    return found.ok ? succeed(variantOf(found.value)) : found
  }

  return {
    async variants(signal) {
      const found = await call(
        {
          needs: 'read',
          about: { kind: 'account' },
          perform: options => variants.list(account, options),
          result: Several,
        },
        signal,
      )
      return found.ok ? succeed(found.value.map(variantOf).toSorted(publicFirst)) : found
    },

    variant: (id, signal) => one({ needs: 'read', perform: options => variants.get(id, account, options) }, id, signal),

    createVariant: ({ id, options, alwaysPublic }, signal) => {
      const body = { ...account, id, options: apiOptions(options), neverRequireSignedURLs: alwaysPublic }
      return one({ needs: 'write', perform: call => variants.create(body, call) }, id, signal)
    },

    editVariant: ({ id, options, alwaysPublic }, signal) => {
      const body = { ...account, options: apiOptions(options), neverRequireSignedURLs: alwaysPublic }
      return one({ needs: 'write', perform: call => variants.edit(id, body, call) }, id, signal)
    },

    async deleteVariant(id, signal) {
      const deleted = await call(
        {
          needs: 'write',
          about: { kind: 'variant', id, isDeleted: true },
          perform: options => variants.delete(id, account, options),
          result: z.unknown(),
        },
        signal,
      )
      return deleted.ok ? succeed(undefined) : deleted
    },
  }
}

// The service keeps no order of its own.
function publicFirst(a: Variant, b: Variant): number {
  if ((a.id === 'public') !== (b.id === 'public')) return a.id === 'public' ? -1 : 1
  return a.id < b.id ? -1 : 1
}

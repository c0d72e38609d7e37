import type { Cloudflare } from 'cloudflare'
import { z } from 'zod'
import { succeed, type Image, type MetadataFilter } from '../../preload/contract/index.ts'
import type { ImagesApi } from '../engine/ports.ts'
import type { Account } from './account.ts'
import { ApiImage, imageOf } from './image-of.ts'

type Filters = NonNullable<Parameters<Cloudflare['images']['v2']['list']>[0]['meta']>

// The most the service gives at a time (images-api §2.2, §2.13).
const mostPerPage = 1_000
const mostPerPageV1 = 100

const Page = z.object({ images: z.array(ApiImage), continuation_token: z.string().nullish() })
const PageV1 = z.object({ images: z.array(ApiImage) })

/** The finished images of an account, page by page. */
export function imageLists({ client, accountId, call, now }: Account): Pick<ImagesApi, 'list' | 'listV1'> {
  const account = { account_id: accountId }
  const finished = (images: readonly ApiImage[]): Image[] =>
    images.filter(({ draft }) => draft !== true).map(image => imageOf(image, now()))

  return {
    async list({ creator, filters, order, after, limit }, signal) {
      const query = {
        per_page: Math.min(limit, mostPerPage),
        sort_order: order === 'newest' ? ('desc' as const) : ('asc' as const),
        ...(after !== undefined && { continuation_token: after }),
        ...creatorQuery(creator),
        ...(filters.length > 0 && { meta: filterQuery(filters) }),
      }
      const page = await call(
        {
          needs: 'read',
          about: { kind: 'account' },
          perform: options => client.images.v2.list({ ...account, ...query }, options),
          onBatchHost: batch => options => batch.get('/images/v2', { query, ...options }),
          result: Page,
        },
        signal,
      )
      if (!page.ok) return page
      const { images, continuation_token: next } = page.value
      return succeed({ images: finished(images), next: next === undefined || next === '' ? null : next })
    },

    async listV1({ creator, page, perPage }, signal) {
      const query = { page, per_page: Math.min(perPage, mostPerPageV1), ...creatorQuery(creator) }
      const found = await call(
        {
          needs: 'read',
          about: { kind: 'account' },
          // The package's own paging looks for `items`, where this call has `images` (images-api §5.5).
          perform: options => client.images.v1.list({ ...account, ...query }, options),
          result: PageV1,
        },
        signal,
      )
      return found.ok ? succeed(finished(found.value.images)) : found
    },
  }
}

// An empty creator asks for the images without one (images-api §2.2).
const creatorQuery = (creator: string | null | undefined) => (creator === undefined ? {} : { creator: creator ?? '' })

/** `meta.<field>[<operator>]=<value>`; two conditions of one name are both sent (images-api §2.13, §5.6). */
function filterQuery(filters: readonly MetadataFilter[]): Filters {
  const byName = Map.groupBy(filters, ({ field, operator }) => `${field}[${operator}]`)
  // The package knows one name only, a placeholder; it writes any other the same way, and a list as repetitions.
  return Object.fromEntries([...byName].map(([name, same]) => [name, same.map(({ value }) => value)]))
}

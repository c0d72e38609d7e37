import { z } from 'zod'
import type { Cloud } from '../cloud.ts'
import { limits } from '../limits.ts'
import { type Reply, refuse, refuseShape, succeed } from '../reply.ts'
import type { Route } from '../route.ts'
import { describeImages } from './describe-image.ts'
import type { Place } from './image-store.ts'
import type { MetaFilter } from './meta-filter.ts'
import { parseMetaFilter } from './parse-meta-filter.ts'

const pageSize = ({ least, usual, most }: { least: number; usual: number; most: number }) =>
  z.coerce.number().int().min(least).max(most).default(usual)
// The empty text asks for images without a creator.
const Creator = z.string().transform(creator => (creator === '' ? null : creator))

const Query = z.strictObject({
  per_page: pageSize(limits.page),
  sort_order: z.enum(['asc', 'desc']).default('desc'),
  continuation_token: z.string().default(''),
  creator: Creator.optional(),
})
const OldQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(limits.images).default(1),
  per_page: pageSize(limits.oldPage),
  creator: Creator.optional(),
})
const Token = z.tuple([z.number().int(), z.string()])

/** The lists of finished images: by token (images-api §2.13), and the deprecated one by page number (§2.2). */
export const listImagesRoutes = (cloud: Cloud): Route[] => [
  {
    method: 'GET',
    path: '/v2',
    name: 'images',
    permission: 'read',
    batch: true,
    answer: ({ query }) => list(cloud, query),
  },
  {
    method: 'GET',
    path: '/v1',
    name: 'images_v1',
    permission: 'read',
    batch: false,
    answer: ({ query }) => listByNumber(cloud, query),
  },
]

/** A token names the last image seen, so what comes and goes between pages does no harm. */
function list(cloud: Cloud, query: URLSearchParams): Reply {
  const filters: MetaFilter[] = []
  const rest: [string, string][] = []
  for (const [name, value] of query) {
    if (name.startsWith('meta')) {
      const parsed = parseMetaFilter(name, value)
      if (!parsed.ok) return refuse(5400, `Bad request: ${parsed.because}`)
      filters.push(parsed.filter)
    } else rest.push([name, value])
  }
  const { most } = limits.metaFilters
  if (filters.length > most) return refuse(5400, `Bad request: there must not be more than ${most} meta filters`)
  const parsed = Query.safeParse(Object.fromEntries(rest))
  if (!parsed.success) return refuseShape(parsed.error)
  const { per_page, sort_order, continuation_token, creator } = parsed.data
  const after = continuation_token === '' ? null : placeOf(continuation_token)
  // UNCONFIRMED: how an unknown token is refused (images-api §2.13).
  if (after === undefined) return refuse(5400, 'Bad request: unknown continuation_token')

  const found = cloud.images.list({ order: sort_order, creator, filters, after, most: per_page + 1 })
  const page = found.slice(0, per_page)
  const last = found.length > per_page ? page.at(-1) : undefined
  return succeed({ images: describeImages(cloud, page), continuation_token: last ? tokenOf(last) : null })
}

function listByNumber(cloud: Cloud, query: URLSearchParams): Reply {
  const parsed = OldQuery.safeParse(Object.fromEntries(query))
  if (!parsed.success) return refuseShape(parsed.error)
  const { page, per_page, creator } = parsed.data
  // UNCONFIRMED: the order of this list; newest first as in the other one (images-api §2.2).
  const found = cloud.images.list({ order: 'desc', creator, skip: (page - 1) * per_page, most: per_page })
  return succeed({ images: describeImages(cloud, found) })
}

const tokenOf = ({ uploadedAt, id }: Place) => Buffer.from(JSON.stringify([uploadedAt, id])).toString('base64url')

function placeOf(token: string): Place | undefined {
  try {
    const [uploadedAt, id] = Token.parse(JSON.parse(Buffer.from(token, 'base64url').toString()))
    return { uploadedAt, id }
  } catch {
    return undefined
  }
}

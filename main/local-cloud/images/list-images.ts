import { z } from 'zod'
import type { Cloud } from '../cloud.ts'
import { describeImage } from './describe-image.ts'
import type { Place } from './image-store.ts'
import { limits } from '../limits.ts'
import { type Reply, refuse, succeed } from '../reply.ts'
import type { Route } from '../route.ts'

const Query = z.object({
  per_page: z.coerce.number().int().min(limits.page.least).max(limits.page.most).default(limits.page.usual),
  sort_order: z.enum(['asc', 'desc']).default('desc'),
  continuation_token: z.string().default(''),
  creator: z.string().optional(),
})
const Token = z.tuple([z.number().int(), z.string()])

/** Finished images page by page; a token names the last image seen, so what comes and goes between pages does no harm. */
export const listImagesRoutes = (cloud: Cloud): Route[] => [
  {
    method: 'GET',
    path: '/v2',
    name: 'images',
    permission: 'read',
    batch: true,
    answer: ({ query }) => list(cloud, query),
  },
]

function list(cloud: Cloud, query: URLSearchParams): Reply {
  const filter = [...query.keys()].find(name => name.startsWith('meta.') || name.startsWith('meta['))
  if (filter !== undefined) return refuse(5400, `Bad request: the local cloud does not offer the filter ${filter}`)
  const parsed = Query.safeParse(Object.fromEntries(query))
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return refuse(5400, `Bad request: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
  }
  const { per_page, sort_order, continuation_token, creator } = parsed.data
  const after = continuation_token === '' ? null : placeOf(continuation_token)
  if (after === undefined) return refuse(5400, 'Bad request: unknown continuation_token')

  const found = cloud.images.list({
    order: sort_order,
    after,
    most: per_page + 1,
    ...(creator !== undefined && { creator: creator === '' ? null : creator }),
  })
  const page = found.slice(0, per_page)
  const last = found.length > per_page ? page.at(-1) : undefined
  return succeed({
    images: page.map(image => describeImage(cloud, image)),
    continuation_token: last ? tokenOf(last) : null,
  })
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

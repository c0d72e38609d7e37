import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import { batchTokenRoutes } from './batch-token.ts'
import type { Charge } from './budget.ts'
import type { Cloud } from './cloud.ts'
import { createDelivery } from './delivery/delivery.ts'
import { directUploadRoutes } from './upload/direct-upload.ts'
import { imageRoutes } from './images/images.ts'
import { listImagesRoutes } from './images/list-images.ts'
import { createRateLimit } from './rate-limit.ts'
import { type Reply, refuse } from './reply.ts'
import { reservedWords } from './images/reserved-words.ts'
import type { Call, Route } from './route.ts'
import { statsRoutes } from './stats.ts'

type Host = 'main' | 'batch'
type RouterOptions = {
  cloud: Cloud
  rateLimit: { quota: number; windowSeconds: number } | null
  count: (name: string) => void
  closing: AbortSignal
}

/** Leads every request but uploads to the one who answers it. */
export function createRouter({ cloud, rateLimit, count, closing }: RouterOptions): Hono {
  const routes = [directUploadRoutes, listImagesRoutes, statsRoutes, batchTokenRoutes, imageRoutes].flatMap(of =>
    of(cloud),
  )
  const limit = rateLimit && createRateLimit({ user: rateLimit, access: cloud.access, now: cloud.now })
  const app = new Hono()

  const charge = (context: Context, host: Host): Charge => {
    const authorization = context.req.header('authorization')
    const address = getConnInfo(context).remote.address ?? ''
    return limit?.charge({ host, authorization, address }) ?? { headers: {} }
  }
  const say = (reply: Reply, more: Record<string, string> = {}): Response => {
    const { status, headers, text } = cloud.trouble.word(reply, 'api')
    return new Response(text, { status, headers: { ...headers, ...more } })
  }

  const answer = async (context: Context, route: Route, host: Host) => {
    count(`${route.method} ${route.name}`)
    const charged = charge(context, host)
    const params: Record<string, string> = context.req.param()
    const authorization = context.req.header('authorization')
    const decide = (): Reply | Promise<Reply> => {
      const call: Call = { request: context.req.raw, params, query: new URL(context.req.url).searchParams }
      const refused =
        host === 'main'
          ? cloud.access.refuseCall(authorization, params['account_id'] ?? '', route.permission)
          : cloud.access.refuseBatchCall(authorization, route.permission)
      return refused ?? cloud.trouble.ofCall() ?? route.answer(call)
    }
    const reply = charged.refusal ?? (isReserved(params['image_id']) ? noRoute(context) : await decide())
    await cloud.trouble.delay(closing)
    return say(reply, charged.headers)
  }

  for (const route of routes) {
    for (const prefix of ['', '/client/v4'])
      app.on(route.method, `${prefix}/accounts/:account_id/images${route.path}`, context =>
        answer(context, route, 'main'),
      )
    if (route.batch) app.on(route.method, `/images${route.path}`, context => answer(context, route, 'batch'))
  }

  const deliver = createDelivery(cloud)
  app.notFound(async context => {
    const { method, path } = context.req
    if ((method !== 'GET' && method !== 'HEAD') || !mayBeDelivery(path)) {
      const charged = charge(context, path.startsWith('/images/') ? 'batch' : 'main')
      return say(charged.refusal ?? noRoute(context), charged.headers)
    }
    count(`${method} delivery`)
    const response = await deliver(context.req.raw)
    await cloud.trouble.delay(closing)
    return response
  })
  app.onError(error => {
    const code = 'code' in error ? ` (${String(error.code)})` : ''
    return say(refuse(5500, `Internal error${code}`))
  })
  return app
}

const isReserved = (id: string | undefined) => id !== undefined && reservedWords.includes(id)
const noRoute = ({ req }: Context) =>
  refuse(7003, `No route for ${req.method} ${req.path}: the local cloud does not offer it`)
const mayBeDelivery = (path: string) => /^\/(?!client\/|accounts\/|images\/|upload\/)[^/]+\/.+\/[^/]*$/.test(path)

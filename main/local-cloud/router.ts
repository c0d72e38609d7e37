import type { HttpBindings } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { batchTokenRoutes } from './batch-token.ts'
import type { Charge, Quota } from './budget.ts'
import type { Cloud } from './cloud.ts'
import { configRoutes } from './config.ts'
import { createDelivery } from './delivery/delivery.ts'
import { imageRoutes } from './images/images.ts'
import { listImagesRoutes } from './images/list-images.ts'
import { reservedWords } from './images/reserved-words.ts'
import { createRateLimit } from './rate-limit.ts'
import { type Refusal, type Reply, refuse } from './reply.ts'
import type { Call, Receiving, Route } from './route.ts'
import { signingKeyRoutes } from './signing-keys/signing-keys.ts'
import { statsRoutes } from './stats.ts'
import { directUploadRoutes } from './upload/direct-upload.ts'
import { refuseUpload, type TakeUpload } from './upload/upload-host.ts'
import { uploadImageRoutes } from './upload/upload-image.ts'
import { variantRoutes } from './variants/variants.ts'

type Host = 'main' | 'batch'
type Here = Context<{ Bindings: HttpBindings }>
type RouterOptions = {
  cloud: Cloud
  rateLimit: Quota | null
  count: (name: string) => void
  takeUpload: TakeUpload
  closing: AbortSignal
}

// Where an image id shares its place with fixed words, the words come first.
const everyRoute = [
  directUploadRoutes,
  listImagesRoutes,
  uploadImageRoutes,
  statsRoutes,
  batchTokenRoutes,
  configRoutes,
  signingKeyRoutes,
  variantRoutes,
  imageRoutes,
]

/** Leads every request but uploads to a one-time URL to the one who answers it. */
export function createRouter({ cloud, rateLimit, count, takeUpload, closing }: RouterOptions) {
  const limit = rateLimit && createRateLimit({ user: rateLimit, access: cloud.access, now: cloud.now })
  // UNCONFIRMED: a slash at the end of a path changes nothing.
  const app = new Hono<{ Bindings: HttpBindings }>({ strict: false })

  const charge = (context: Here, host: Host): Charge => {
    const authorization = context.req.header('authorization')
    const address = getConnInfo(context).remote.address ?? ''
    return limit?.charge({ host, authorization, address }) ?? { headers: {} }
  }
  const say = (reply: Reply, more: Record<string, string> = {}): Response => {
    const { status, headers, text } = cloud.trouble.word(reply, 'api')
    return new Response(text, { status, headers: { ...headers, ...more } })
  }

  const receive = async (
    { env: { incoming, outgoing } }: Here,
    route: Receiving,
    refusal: Refusal | undefined,
    headers: Record<string, string>,
  ) => {
    await takeUpload(incoming, outgoing, {
      carryOut: (_, request, throttle) =>
        refusal ? refuseUpload(refusal, request, throttle) : route.receive(request, throttle, closing),
      place: 'api',
      headers,
    }).catch(() => incoming.socket.destroy())
    return RESPONSE_ALREADY_SENT
  }

  const answer = async (context: Here, route: Route, host: Host): Promise<Response> => {
    count(`${route.method} ${route.name}`)
    const { refusal: overspent, headers } = charge(context, host)
    const refusal =
      overspent ?? refusePath(context) ?? refuseCaller(cloud, context, route, host) ?? cloud.trouble.ofCall()
    if ('receive' in route) return await receive(context, route, refusal, headers)

    const call: Call = {
      request: context.req.raw,
      params: context.req.param(),
      query: new URL(context.req.url).searchParams,
    }
    const reply = refusal ?? (await route.answer(call))
    const response = reply instanceof Response ? reply : say(reply)
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    try {
      await cloud.trouble.delay(closing)
    } catch (error) {
      await response.body?.cancel()
      throw error
    }
    return response
  }

  for (const route of everyRoute.flatMap(of => of(cloud))) {
    for (const prefix of ['', '/client/v4'])
      app.on(route.method, `${prefix}/accounts/:account_id/images${route.path}`, context =>
        answer(context, route, 'main'),
      )
    if (route.batch) app.on(route.method, `/images${route.path}`, context => answer(context, route, 'batch'))
  }

  const deliver = createDelivery(cloud)
  app.notFound(async context => {
    const { method, url } = context.req
    const { pathname } = new URL(url)
    if ((method !== 'GET' && method !== 'HEAD') || !mayBeDelivery(pathname)) {
      const { refusal, headers } = charge(context, pathname.startsWith('/images/') ? 'batch' : 'main')
      return say(refusal ?? noRoute(context), headers)
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

/** A path that leads nowhere though it looks like a route. */
function refusePath(context: Here): Refusal | undefined {
  if (reservedWords.includes(context.req.param('image_id') ?? '')) return noRoute(context)
  try {
    decodeURIComponent(new URL(context.req.url).pathname)
    return undefined
  } catch {
    // Left as it is, it would be taken for an image whose id holds a percent sign.
    return refuse(5400, 'Bad request: the path is not encoded as it must be')
  }
}

function refuseCaller({ access }: Cloud, { req }: Here, { permission }: Route, host: Host): Refusal | undefined {
  const authorization = req.header('authorization')
  if (authorization === undefined && (req.header('x-auth-key') ?? req.header('x-auth-email')) !== undefined)
    return refuse(10000, 'Authentication error: no API keys are taken here; send an API token as Authorization: Bearer')
  return host === 'main'
    ? access.refuseCall(authorization, req.param('account_id') ?? '', permission)
    : access.refuseBatchCall(authorization, permission)
}

const noRoute = ({ req }: Here) =>
  refuse(7003, `No route for ${req.method} ${req.path}: the local cloud does not offer it`)
const mayBeDelivery = (path: string) => /^\/(?!client\/|accounts\/|images\/|upload\/)[^/]+\/.+\/[^/]*$/.test(path)

import { Hono } from 'hono'
import { pageRoutes } from '../web/page-routes.ts'
import { photoRoutes } from '../web/photo-routes.ts'
import type { PhotoSources } from '../web/photo-sources.ts'
import { trialRoutes } from '../web/trial/trial-routes.ts'
import type { Trials } from '../web/trial/trials.ts'
import { refuse, type Line } from '../web/web.ts'
import { securityHeaders } from '../web/security-headers.ts'
import { isOwnAddress } from './own-address.ts'

type Needs = { pages: string; photos: PhotoSources; trials: Trials; log(what: string, error: unknown): void }

/** Who asks is no network: there is no line that could be broken off, only a body that ends in an error. */
const line: Line['Bindings'] = { outgoing: { destroy: () => {} } }

/** Answers everything under our own address: pages as they were built, photos by their ids. There are no paths in it. */
export function answerOwnAddress({ pages, photos, trials, log }: Needs): (request: Request) => Promise<Response> {
  const routes = new Hono<Line>()
    .route('/photos', photoRoutes(photos))
    .route('/photos', trialRoutes(trials))
    .route('/', pageRoutes(pages))
    .notFound(c => refuse(c, 'not-there'))
    .onError((error, c) => {
      log(`${c.req.method} ${c.req.path} failed`, error)
      return refuse(c, 'failed')
    })
  return async request => {
    if (!isOwnAddress(request.url)) return new Response(null, { status: 404, headers: securityHeaders })
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return new Response(null, { status: 405, headers: securityHeaders })
    const answer = await routes.fetch(request, line)
    for (const [name, value] of Object.entries(securityHeaders))
      if (!answer.headers.has(name)) answer.headers.set(name, value)
    return answer
  }
}

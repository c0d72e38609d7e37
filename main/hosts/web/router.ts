import { Hono } from 'hono'
import type { Dispatch } from '../dispatch.ts'
import { dropRoutes } from './drop-routes.ts'
import type { DropSpool } from './drop-spool.ts'
import type { EventStream } from './event-stream.ts'
import { entrance } from './guard.ts'
import { pageRoutes } from './page-routes.ts'
import { createPathGate } from './paths-within.ts'
import { photoRoutes } from './photo-routes.ts'
import type { PhotoSources } from './photo-sources.ts'
import { listPlaces } from './places.ts'
import { readJson } from './read-json.ts'
import type { Roots } from './roots.ts'
import type { Sessions } from './sessions.ts'
import type { Tickets } from './tickets.ts'
import { trialRoutes } from './trial/trial-routes.ts'
import type { Trials } from './trial/trials.ts'
import { answerOutcome, refuse, type Web } from './web.ts'

type Needs = {
  dispatch: Dispatch
  roots: Roots
  tickets: Tickets
  sessions: Sessions
  events: EventStream
  spool: DropSpool
  photos: PhotoSources
  trials: Trials
  pages: string
  quietMs: number
  log(what: string, error: unknown): void
}

export type Router = { fetch: Hono<Web>['fetch'] }

/** Who answers what. The guard has let the request through: what comes here has a session, or asks to be let in. */
export function createRouter(needs: Needs): Router {
  const { dispatch, roots, tickets, sessions, events, quietMs, log } = needs
  const gate = createPathGate(roots)
  const letIn = { Location: '/' }

  return new Hono<Web>()
    .get(entrance, c => {
      if (tickets.redeem(c.req.query('token') ?? ''))
        return new Response(null, { status: 303, headers: { ...letIn, 'Set-Cookie': sessions.begin() } })
      // Going back to it, or opening it twice, must not lock out who is in already.
      if (sessions.knows(c.req.header('cookie'))) return new Response(null, { status: 303, headers: letIn })
      return refuse(c, 'ticket-spent')
    })
    .post('/rpc/:name', async c => {
      const body = await readJson(c.env.incoming, quietMs)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const name = c.req.param('name')
      const confined = await gate(name, body.value)
      return answerOutcome(confined.ok ? await dispatch(name, confined.value) : confined)
    })
    .get('/events', c => {
      const { outgoing } = c.env
      const from = c.req.header('last-event-id') ?? c.req.query('since')
      const stream = events.open(from, () => outgoing.destroy())
      if (stream === null) return refuse(c, 'too-many-readers')
      return new Response(stream, { headers: { 'Content-Type': 'text/event-stream; charset=utf-8' } })
    })
    .get('/places', async c => answerOutcome(await listPlaces(roots, c.req.query('in'))))
    .route('/drop', dropRoutes(needs.spool, quietMs))
    .route('/photos', photoRoutes(needs.photos))
    .route('/photos', trialRoutes(needs.trials))
    .route('/', pageRoutes(needs.pages))
    .notFound(c => refuse(c, 'not-there'))
    .onError((error, c) => {
      log(`${c.req.method} ${c.req.path} failed`, error)
      return refuse(c, 'failed')
    })
}

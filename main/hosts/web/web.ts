import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import type { Outcome } from '../../../preload/contract/index.ts'
import type { BreakableLine } from './stream-body.ts'
import { type Refusal, refusalAnswer } from './refusal.ts'

/** What every route gets besides its request: the line itself. */
export type Web = { Bindings: HttpBindings }

/** All that pages and pictures need of it, also where the line is no network: `destroy` breaks it off. */
export type Line = { Bindings: { outgoing: BreakableLine } }

/** Turns a request away. */
export function refuse(c: Pick<Context, 'req'>, refusal: Refusal): Response {
  const { body, ...rest } = refusalAnswer(refusal, c.req.header('accept'))
  return new Response(body, rest)
}

/** An Outcome is an answer, whatever it says: the transport did its work. */
export const answerOutcome = (outcome: Outcome<unknown>): Response => Response.json(outcome)

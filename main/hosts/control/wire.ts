import { z } from 'zod'
import { Problem } from '../../../preload/contract/index.ts'

/** The longest line either side accepts, in bytes. */
export const mostLineBytes = 16_000_000

const Id = z.union([z.number(), z.string().max(100)])

/** What a client sends, one JSON line each: a command, or the wish to hear the feed. */
export const ControlRequest = z.union([
  z.object({ id: Id, listen: z.literal(true) }),
  z.object({ id: Id, name: z.unknown().optional(), input: z.unknown().optional() }),
])
export type ControlRequest = z.infer<typeof ControlRequest>

const AnyOutcome = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: Problem }),
])

/** What the engine sends back: the outcome of one request, or one event of the feed. `id` null: the line could not be read. */
export const ControlReply = z.union([
  z.object({ id: Id.nullable(), outcome: AnyOutcome }),
  z.object({ event: z.unknown() }),
])
export type ControlReply = z.infer<typeof ControlReply>

/** The JSON of one line, or undefined where it is none. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

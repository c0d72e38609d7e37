import { setTimeout as sleep } from 'node:timers/promises'
import { type Outcome, Problem } from '../../../preload/contract/index.ts'
import { z } from 'zod'
import { connectControl, handOver } from '../control/index.ts'
import type { Brought } from './take-handed.ts'

const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: Problem }),
])

/** The running one may still be starting its engine, or start it again after a fall, which takes a minute at most. */
const patienceMs = 75_000
/** Paths at a time, as text: one line of the socket ends at 16 MB. */
const mostAtOnce = 4_000_000

/**
 * Gives what this start brought to the program that runs already, over the home’s own socket: the runtime’s way for a second
 * start carries some 30 kB, and five thousand paths are more.
 */
export async function handOverTo(home: string, brought: Brought): Promise<Outcome<unknown>> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const reached = await connectControl(home)
    if (reached.ok) {
      try {
        return await handAll(brought, part => reached.value.call(handOver, part))
      } finally {
        reached.value.close()
      }
    }
    if (Date.now() > deadline) return reached
    await sleep(100)
  }
}

/** In several parts where there are very many; they are gathered there. */
async function handAll(
  { paths, place }: Brought,
  hand: (part: Brought) => Promise<unknown>,
): Promise<Outcome<unknown>> {
  let last: Outcome<unknown> = { ok: true, value: null }
  let part: string[] = []
  let size = 0
  const waiting: Promise<unknown>[] = []
  const send = () => {
    waiting.push(hand({ paths: part, place }))
    part = []
    size = 0
  }
  for (const path of paths) {
    if (size + path.length > mostAtOnce) send()
    part.push(path)
    size += path.length
  }
  send()
  for (const answer of waiting) {
    const read = Answer.parse(await answer)
    if (!read.ok) return read
    last = read
  }
  return last
}

import { setTimeout as sleep } from 'node:timers/promises'
import { type Outcome, Problem } from '../../../preload/contract/index.ts'
import { z } from 'zod'
import { connectControl, handOver } from '../control/index.ts'
import type { Brought } from './take-handed.ts'

const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: Problem }),
])

/** The running one may still be starting its engine. */
const patienceMs = 15_000

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
        return Answer.parse(await reached.value.call(handOver, brought))
      } finally {
        reached.value.close()
      }
    }
    if (Date.now() > deadline) return reached
    await sleep(100)
  }
}

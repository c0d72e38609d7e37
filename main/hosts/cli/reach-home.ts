import { setTimeout as sleep } from 'node:timers/promises'
import { type Outcome, succeed } from '../../../preload/contract/index.ts'
import type { Running } from '../compose.ts'
import { connectControl, type ControlClient } from '../control/index.ts'
import type { Cli } from './cli.ts'

/** The engine of a home: ours, or one in another process that we can talk to. */
export type Reached = { kind: 'ours'; composed: Running } | { kind: 'running'; client: ControlClient }

/** A command in another terminal holds the home for a moment, and a starting engine listens a moment after it has it. */
const patienceMs = 5_000

export async function reachHome({ home, apiToken, terminal }: Cli): Promise<Outcome<Reached>> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const running = await connectControl(home)
    if (running.ok) return succeed({ kind: 'running', client: running.value })
    // Loading the whole engine takes longer than asking one that already runs.
    const { compose } = await import('../compose.ts')
    const composed = await compose({ home, apiToken })
    if (composed.ok) return succeed({ kind: 'ours', composed: composed.value })
    const isStarting = composed.problem.code === 'already-running' && Date.now() < deadline
    if (!isStarting || terminal.interrupted.aborted) return composed
    await sleep(50)
  }
}

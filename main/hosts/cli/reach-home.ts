import { setTimeout as sleep } from 'node:timers/promises'
import { type Outcome, succeed } from '../../../preload/contract/index.ts'
import { compose, type Running } from '../compose.ts'
import { connectControl, type ControlClient } from '../control/index.ts'
import type { Cli } from './cli.ts'

/** The engine of a home: ours, or one in another process that we can talk to. */
export type Reached = { kind: 'ours'; composed: Running } | { kind: 'running'; client: ControlClient }

/** A command in another terminal holds the home for a moment, and a starting engine listens a moment after it has it. */
const patienceMs = 5_000

export async function reachHome({ home, apiToken, terminal }: Cli): Promise<Outcome<Reached>> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const composed = await compose({ home, apiToken })
    if (composed.ok) return succeed({ kind: 'ours', composed: composed.value })
    if (composed.problem.code !== 'already-running') return composed
    const running = await connectControl(home)
    if (running.ok) return succeed({ kind: 'running', client: running.value })
    if (Date.now() > deadline || terminal.interrupted.aborted) return composed
    await sleep(50)
  }
}

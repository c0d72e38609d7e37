import type { Bridge } from '../../../preload/contract/index.ts'
import type { Engine } from '../../engine/index.ts'
import { bridgeTo } from '../bridge-to.ts'
import type { Running } from '../compose.ts'
import { type ControlClient, type HostCommands, serveControl, withHostCommands } from '../control/index.ts'
import type { Dispatch } from '../dispatch.ts'
import type { Cli } from './cli.ts'
import { exitCode } from './exit-code.ts'
import { sentenceOf } from './print/sentence.ts'
import { reachHome } from './reach-home.ts'
import { valueOr } from './value-or.ts'

/** Our own engine, with the typed bridge every command uses. `hostCommands`: what other terminals may ask besides. */
export type OwnEngine = {
  engine: Engine
  bridge: Bridge
  dispatch: Dispatch
  composed: Running
  hostCommands: HostCommands
}

/**
 * Runs this home's engine here for as long as `use` takes; other terminals can talk to it meanwhile. Where one runs already,
 * `whenRunning` may talk to that one instead.
 */
export async function withEngine(
  cli: Cli,
  use: (own: OwnEngine) => Promise<number>,
  whenRunning?: (client: ControlClient) => Promise<number>,
): Promise<number> {
  const { terminal, home } = cli
  const reached = valueOr(terminal, await reachHome(cli))
  if ('code' in reached) return reached.code
  if (reached.value.kind === 'running') {
    const { client } = reached.value
    try {
      if (whenRunning !== undefined) return await whenRunning(client)
    } finally {
      client.close()
    }
    terminal.err(sentenceOf({ code: 'already-running', home }))
    return exitCode.wrongUsage
  }
  const { composed } = reached.value
  const { engine, notices } = composed
  const { bridge, dispatch } = bridgeTo(composed)
  const hostCommands: HostCommands = new Map()
  const control = await serveControl(composed.home, withHostCommands(dispatch, hostCommands), engine.feed)
  if (!control.ok) terminal.err(sentenceOf(control.problem))
  try {
    for (const notice of notices) terminal.err(sentenceOf(notice))
    return await use({ engine, bridge, dispatch, composed, hostCommands })
  } finally {
    // In this order: while the home is still ours, nobody may think that another engine answers.
    if (control.ok) await control.value.close()
    await composed.stop()
  }
}

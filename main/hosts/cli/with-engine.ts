import type { Bridge } from '../../../preload/contract/index.ts'
import type { Engine } from '../../engine/index.ts'
import { bridgeTo } from '../bridge-to.ts'
import { serveControl } from '../control/index.ts'
import type { Cli } from './cli.ts'
import { exitCode } from './exit-code.ts'
import { sentenceOf } from './print/sentence.ts'
import { reachHome } from './reach-home.ts'
import { valueOr } from './value-or.ts'

/** Our own engine, with the typed bridge every command uses. */
export type OwnEngine = { engine: Engine; bridge: Bridge }

/** Runs this home's engine here for as long as `use` takes; other terminals can talk to it meanwhile. */
export async function withEngine(cli: Cli, use: (own: OwnEngine) => Promise<number>): Promise<number> {
  const { terminal, home } = cli
  const reached = valueOr(terminal, await reachHome(cli))
  if ('code' in reached) return reached.code
  if (reached.value.kind === 'running') {
    reached.value.client.close()
    terminal.err(sentenceOf({ code: 'already-running', home }))
    return exitCode.wrongUsage
  }
  const { composed } = reached.value
  const { engine, notices } = composed
  const { bridge, dispatch } = bridgeTo(composed)
  const control = await serveControl(composed.home, dispatch, engine.feed)
  if (!control.ok) terminal.err(sentenceOf(control.problem))
  try {
    for (const notice of notices) terminal.err(sentenceOf(notice))
    return await use({ engine, bridge })
  } finally {
    // In this order: while the home is still ours, nobody may think that another engine answers.
    if (control.ok) await control.value.close()
    await composed.stop()
  }
}

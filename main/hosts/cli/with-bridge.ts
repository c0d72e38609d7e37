import { type Bridge, createBridge, FeedEvent, type Outcome } from '../../../preload/contract/index.ts'
import { bridgeTo } from '../bridge-to.ts'
import type { Cli } from './cli.ts'
import { exitCode, exitCodeOf } from './exit-code.ts'
import { sentenceOf } from './print/sentence.ts'
import { reachHome } from './reach-home.ts'

/** `isRunning`: the engine runs in another process; else the queue is only looked at and changed, nothing moves. */
export type Reach = { bridge: Bridge; isRunning: boolean }

/** Asks this home's engine, wherever it is; a problem becomes one clear sentence and its exit code. */
export async function withBridge(cli: Cli, use: (reach: Reach) => Promise<Outcome<unknown>>): Promise<number> {
  const { terminal } = cli
  const reached = await reachHome(cli)
  const outcome = reached.ok ? await useIt(reached.value) : reached
  if (outcome.ok) return exitCode.done
  terminal.err(sentenceOf(outcome.problem))
  return exitCodeOf(outcome.problem)

  async function useIt(there: Extract<typeof reached, { ok: true }>['value']): Promise<Outcome<unknown>> {
    if (there.kind === 'running') {
      const bridge = createBridge(there.client)
      const forget = tellNotices(bridge)
      try {
        return await use({ bridge, isRunning: true })
      } finally {
        forget()
        there.client.close()
      }
    }
    const { notices, stop } = there.composed
    const { bridge } = bridgeTo(there.composed)
    const forget = tellNotices(bridge)
    try {
      for (const notice of notices) terminal.err(sentenceOf(notice))
      return await use({ bridge, isRunning: false })
    } finally {
      forget()
      await stop()
    }
  }

  function tellNotices(bridge: Bridge): () => void {
    return bridge.onEvent(told => {
      const event = FeedEvent.safeParse(told)
      if (event.success && event.data.news.kind === 'noticed') terminal.err(sentenceOf(event.data.news.problem))
    })
  }
}

import { type Bridge, createBridge, FeedEvent, type Outcome } from '../../../preload/contract/index.ts'
import { bridgeTo } from '../bridge-to.ts'
import type { Cli } from './cli.ts'
import { exitCode, exitCodeOfInterruption } from './exit-code.ts'
import { sentenceOf } from './print/sentence.ts'
import { type Reached, reachHome } from './reach-home.ts'
import { untilInterrupted } from './terminal.ts'
import { valueOr } from './value-or.ts'

/** `isRunning`: the engine runs in another process; else the queue is only looked at and changed, nothing moves. */
export type Reach = { bridge: Bridge; isRunning: boolean }

/** An answer, or the exit code of what has been told already. */
export type Asked<T> = { value: T } | { code: number }

/** Asks this home's engine, wherever it is; a problem becomes one clear sentence and its exit code. */
export async function withBridge(cli: Cli, use: (reach: Reach) => Promise<Outcome<unknown>>): Promise<number> {
  const asked = await askBridge(cli, use)
  return 'code' in asked ? asked.code : exitCode.done
}

/** The same for a question on the way to something else. Ctrl-C ends it at once. */
export function askBridge<T>(cli: Cli, use: (reach: Reach) => Promise<Outcome<T>>): Promise<Asked<T>> {
  const { terminal } = cli
  return overBridge(cli, async reach => {
    const asked = await Promise.race([use(reach), untilInterrupted(terminal)])
    return asked === 'interrupted' ? { code: exitCodeOfInterruption(terminal) } : valueOr(terminal, asked)
  })
}

/** The same for what ends by itself, also after Ctrl-C: it answers with its exit code. */
export async function workOverBridge(cli: Cli, work: (reach: Reach) => Promise<number>): Promise<number> {
  const asked = await overBridge(cli, async reach => ({ value: await work(reach) }))
  return 'code' in asked ? asked.code : asked.value
}

async function overBridge<T>(cli: Cli, use: (reach: Reach) => Promise<Asked<T>>): Promise<Asked<T>> {
  const { terminal } = cli
  const reached = valueOr(terminal, await reachHome(cli))
  return 'code' in reached ? reached : useIt(reached.value)

  async function useIt(there: Reached): Promise<Asked<T>> {
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

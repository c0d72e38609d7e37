import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bridgeTo } from '../../../main/hosts/bridge-to.ts'
import { compose } from '../../../main/hosts/compose.ts'
import { photosOf, startWebHost, trialsOf } from '../../../main/hosts/web/index.ts'
import type { CommandInput, CommandName, CommandOutput, Outcome } from '../../../preload/contract/index.ts'
import { ask, type Asking, type Reply } from '../../unit/hosts/web/ask.ts'
import { type Listener, listen } from '../../unit/hosts/web/listen.ts'

export type ServedHome = Awaited<ReturnType<typeof aServedHome>>

/** The whole program behind a page, in a home of its own: real engine, database and adapters. Keeps every answer. */
export async function aServedHome() {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'hotfolder-served-')))
  const photos = join(place, 'photos')
  mkdirSync(photos)
  const composed = await compose({ home: join(place, 'home'), apiToken: undefined })
  if (!composed.ok) throw new Error(composed.problem.code)
  const running = composed.value
  const { bridge, dispatch } = bridgeTo(running)
  const logged: string[] = []
  const pictures = photosOf(running, bridge, Date.now)
  const started = await startWebHost({
    home: running.home,
    dispatch,
    feed: running.engine.feed,
    port: 0,
    roots: [photos],
    pages: join(place, 'pages'),
    photos: pictures,
    trials: trialsOf(running, bridge, pictures, Date.now),
    jobAt: running.jobAt,
    isDismissed: running.isDismissed,
    sharedAt: running.sharedAt,
    picks: running.picks,
    log: (what, error) => logged.push(`${what}: ${String(error)}`),
  })
  if (!started.ok) throw new Error(started.problem.code)
  const host = started.value
  await running.engine.start({ folders: 'all' })
  await host.resumeDrops()

  const answers: string[] = []
  const origin = `http://127.0.0.1:${host.port}`
  const entered = await ask(host.port, { path: host.url.slice(origin.length) })
  const cookie = entered.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? ''
  const headers = { Cookie: cookie, Origin: origin, 'Sec-Fetch-Site': 'same-origin' }

  const asks = async (asking: Asking): Promise<Reply> => {
    const reply = await ask(host.port, { ...asking, headers: { ...headers, ...asking.headers } })
    answers.push(JSON.stringify(reply.headers), reply.text)
    return reply
  }

  return {
    place,
    photos,
    running,
    logged,
    /** The headers and bodies of all that was answered to this page. */
    answers,
    asks,
    listen: (path?: string): Promise<Listener> => listen(host.port, headers, path),
    async call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<Outcome<CommandOutput<Name>>> {
      const reply = await asks({
        method: 'POST',
        path: `/rpc/${name}`,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(input),
      })
      if (reply.status !== 200) throw new Error(`HTTP ${reply.status}: ${reply.text}`)
      return reply.json() as Outcome<CommandOutput<Name>>
    },
    async [Symbol.asyncDispose]() {
      await host.close()
      await running.stop()
      rmSync(place, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The value of an answer that must be one. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
  return outcome.value
}

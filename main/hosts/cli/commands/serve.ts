import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { InvalidArgumentError } from 'commander'
import { z } from 'zod'
import { Problem, succeed } from '../../../../preload/contract/index.ts'
import { type ControlClient, freshAddress } from '../../control/index.ts'
import type { Cli } from '../cli.ts'
import { exitCode, exitCodeOf } from '../exit-code.ts'
import { openInBrowser } from '../open-in-browser.ts'
import { sentenceOf } from '../print/sentence.ts'
import { untilInterrupted } from '../terminal.ts'
import { valueOr } from '../value-or.ts'
import { type OwnEngine, withEngine } from '../with-engine.ts'

type Options = { port: number; open: boolean; root?: string[]; json?: true }

const pages = fileURLToPath(new URL('../../../../dist/renderer', import.meta.url))

/** `serve`: the engine with its pages in a browser of this computer, until Ctrl-C. */
export function serve(cli: Cli): void {
  cli.program
    .command('serve')
    .description('run Hotfolder with its window in the browser, until Ctrl-C; run again: print a fresh address')
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)', port, 0)
    .option('--root <folder>', 'a folder the window may choose from (default: your own); may be repeated', collect)
    .option('--no-open', 'only print the address')
    .option('--json', 'the address as one JSON line, and nothing else')
    .action(
      cli.act((options: Options) =>
        withEngine(
          cli,
          own => run(cli, own, options),
          client => askAgain(cli, client, options),
        ),
      ),
    )
}

async function run(cli: Cli, own: OwnEngine, options: Options): Promise<number> {
  const { terminal } = cli
  const { engine, bridge, dispatch, composed, hostCommands } = own
  // Other commands do without what serves the pages.
  const { photosOf, startWebHost, trialsOf } = await import('../../web/index.ts')
  const photos = photosOf(composed, bridge, Date.now)
  const started = valueOr(
    terminal,
    await startWebHost({
      home: composed.home,
      dispatch,
      feed: engine.feed,
      port: options.port,
      roots: options.root?.map(folder => resolve(terminal.cwd, folder)) ?? [homedir()],
      pages,
      photos,
      trials: trialsOf(composed, bridge, photos, Date.now),
      jobAt: composed.jobAt,
      isDismissed: composed.isDismissed,
      sharedAt: composed.sharedAt,
      picks: composed.picks,
      log: composed.log,
    }),
  )
  if ('code' in started) return started.code
  const host = started.value
  hostCommands.set(freshAddress, () => succeed({ url: host.freshUrl() }))
  const forget = engine.feed.listen(({ news }) => {
    if (news.kind === 'noticed' || news.kind === 'halted') terminal.err(sentenceOf(news.problem))
  })
  try {
    const running = engine.start({ folders: 'all' })
    const working = Promise.all([running, host.resumeDrops(), show(cli, host.url, options)])
    // The first crawl of a large drive takes its time; Ctrl-C must not wait for it.
    await Promise.race([working, untilInterrupted(terminal)])
    await untilInterrupted(terminal)
    return exitCode.interrupted
  } finally {
    forget()
    hostCommands.delete(freshAddress)
    await host.close()
  }
}

/** What the running engine answers: a fresh address, or a problem where it is no `serve`. */
const Answer = z.union([
  z.object({ ok: z.literal(true), value: z.object({ url: z.url() }) }),
  z.object({ ok: z.literal(false), problem: Problem }),
])

async function askAgain(cli: Cli, client: ControlClient, options: Options): Promise<number> {
  const { terminal, home } = cli
  const answer = Answer.parse(await client.call(freshAddress, {}))
  if (answer.ok) {
    if (options.port !== 0 || options.root !== undefined)
      terminal.err('It runs already: --port and --root count for the next start.')
    await show(cli, answer.value.url, options)
    return exitCode.done
  }
  const problem: Problem =
    answer.problem.code === 'command-unknown' ? { code: 'already-running', home } : answer.problem
  terminal.err(sentenceOf(problem))
  return exitCodeOf(problem)
}

/** Prints the address first; whatever else happens, a person can use it. */
async function show({ terminal }: Cli, url: string, { json, open }: Options): Promise<void> {
  if (json) terminal.out(JSON.stringify({ url }))
  else terminal.out(url)
  if (!json) terminal.err('Good once, within ten minutes, in a browser on this computer.')
  if (!open || terminal.env['CI']) return
  const whyNot = await openInBrowser(url, { env: terminal.env, platform: process.platform })
  if (whyNot !== null && !json) terminal.err(`The browser was not opened: ${whyNot}.`)
}

function port(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number > 65_535) throw new InvalidArgumentError('Give a port from 0 to 65535.')
  return number
}

const collect = (text: string, before: string[] | undefined) => [...(before ?? []), text]

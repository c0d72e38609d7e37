import type { EndedPhoto } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { exitCode } from '../exit-code.ts'
import { pickPaths } from '../pick-paths.ts'
import { localProfiles } from '../local-profiles.ts'
import { photoJson } from '../print/photo-line.ts'
import { sentence } from '../print/sentence.ts'
import { summaryJson } from '../print/summary-json.ts'
import { reportPhotos } from '../report-photos.ts'
import { addSendingOptions, type SendingOptions, sendingOf } from '../sending-options.ts'
import { createTally } from '../tally.ts'
import type { Terminal } from '../terminal.ts'
import { valueOr } from '../value-or.ts'
import { withEngine } from '../with-engine.ts'

type Options = SendingOptions & { json?: true }

/** `upload PATH…`: sends files and folders once, and waits for all of them. */
export function upload(cli: Cli): void {
  addSendingOptions(cli.program.command('upload'))
    .description('send photos and folders, and print how each one ended')
    .argument('<path...>', 'files and folders')
    .option('--json', 'one JSON line per photo when it ends, then one line with the summary')
    .action(cli.act((paths: string[], options: Options) => run(cli, paths, options)))
}

async function run(cli: Cli, paths: string[], options: Options): Promise<number> {
  const { terminal } = cli
  const json = options.json === true
  const { good, missing } = await pickPaths(paths, terminal.cwd)
  for (const { problem } of missing) if (problem !== null) terminal.err(sentence(problem))
  if (good.length === 0) {
    if (json) tellMissing(terminal, missing)
    return exitCode.wrongUsage
  }

  return withEngine(cli, async ({ engine, bridge }) => {
    const local = valueOr(terminal, await localProfiles(bridge))
    if ('code' in local) return local.code
    const report = reportPhotos(terminal, engine.feed, { json, local: local.value, missing })
    await engine.start({ folders: 'none' })
    const { profile, order } = options
    const added = valueOr(
      cli.terminal,
      await bridge.addPhotos({ paths: good, profile, order, sending: sendingOf(options) }),
    )
    if ('code' in added) return added.code
    report.begin([added.value.batch])
    return report.untilEnd()
  })
}

function tellMissing(terminal: Terminal, missing: readonly EndedPhoto[]): void {
  const tally = createTally()
  for (const photo of missing) {
    tally.add(photo)
    terminal.out(photoJson(photo))
  }
  terminal.out(summaryJson(tally, 0))
}

import type { Cli } from '../cli.ts'
import { exitCode } from '../exit-code.ts'
import { pickPaths } from '../pick-paths.ts'
import { sentenceOf } from '../print/sentence.ts'
import { reportPhotos } from '../report-photos.ts'
import { addSendingOptions, type SendingOptions, sendingOf } from '../sending-options.ts'
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
  const { good, problems } = await pickPaths(paths, terminal.cwd)
  for (const problem of problems) terminal.err(sentenceOf(problem))
  if (good.length === 0) return exitCode.wrongUsage

  const code = await withEngine(cli, async ({ engine, bridge }) => {
    const report = reportPhotos(terminal, engine.feed, options.json === true)
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
  return code === exitCode.done && problems.length > 0 ? exitCode.needsYou : code
}

import type { Command } from 'commander'
import { chooseImages } from '../../bulk/choose-images.ts'
import { closeRun, troubleOf } from '../../bulk/close-run.ts'
import { overImages } from '../../bulk/over-images.ts'
import { tryOut } from '../../bulk/try-out.ts'
import type { Cli } from '../../cli.ts'
import { exitCode } from '../../exit-code.ts'
import { openTargetFolder } from '../../open-target-folder.ts'
import { bulkLine } from '../../print/bulk-line.ts'
import { jsonLine } from '../../print/json-line.ts'
import { keptWords } from '../../print/kept-words.ts'
import { printable } from '../../print/printable.ts'
import { addQueryOptions, type QueryOptions } from '../../query-options.ts'
import { valueOr } from '../../value-or.ts'
import { workOverBridge } from '../../with-bridge.ts'

type Options = QueryOptions & { to: string; dryRun?: true; json?: true }

const help = `
Every original comes under its own name, whole or not at all, and never over another file. It is compared with what was
sent where we know that; the service may keep large photos in a form of its own. For all of them: hotfolder backup FOLDER`

/** `images download`: originals into a folder. */
export function downloadImages(cli: Cli, group: Command): void {
  addQueryOptions(group.command('download'), 'every image of the account')
    .description('fetch originals into a folder')
    .argument('[id...]', 'or - for ids on standard input')
    .requiredOption('--to <folder>', 'where to; it is made when only its parent is there')
    .option('--dry-run', 'say what would be fetched, and fetch nothing')
    .option('--json', 'one JSON line per original, with problem or null; then the summary')
    .option('--profile <name>', 'account (default: the active profile)')
    .addHelpText('after', help)
    .action(cli.act((ids: string[], options: Options) => run(cli, ids, options)))
}

async function run(cli: Cli, given: string[], options: Options): Promise<number> {
  const { terminal } = cli
  const { profile } = options
  const json = options.json === true
  const asked = await chooseImages(cli, given, options)
  if ('code' in asked) return asked.code
  const chosen = asked.value
  const total = chosen.images.length
  if (options.dryRun) return tryOut(cli, chosen, { profile, json, would: 'be fetched' })
  if (total === 0) {
    terminal.err('There is no such image.')
    return exitCode.done
  }
  const opened = valueOr(terminal, await openTargetFolder(options.to, terminal.cwd))
  if ('code' in opened) return opened.code
  const folder = opened.value

  return workOverBridge(cli, async ({ bridge }) => {
    const ids = chosen.images.map(({ id }) => id)
    const ended = await overImages(terminal, ids, {
      perform: image => bridge.keepOriginal({ profile, image, folder }),
      tell(imageId, outcome) {
        if (json)
          terminal.out(
            jsonLine(
              outcome.ok ? { ...outcome.value, problem: null } : { imageId, problem: troubleOf(outcome.problem) },
            ),
          )
        else if (outcome.ok) terminal.out(printable(keptWords(outcome.value)))
      },
      line: standing => bulkLine({ doing: 'fetched', total, ...standing }, terminal.columns),
    })
    return closeRun(terminal, ended, { total, did: `kept in ${printable(folder)}`, json })
  })
}

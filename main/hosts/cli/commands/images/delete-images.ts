import type { Command } from 'commander'
import { chooseImages } from '../../bulk/choose-images.ts'
import { closeRun, troubleOf } from '../../bulk/close-run.ts'
import { confirmImages } from '../../bulk/confirm-images.ts'
import { overImages } from '../../bulk/over-images.ts'
import { tryOut } from '../../bulk/try-out.ts'
import type { Cli } from '../../cli.ts'
import { exitCode } from '../../exit-code.ts'
import { wholeNumber } from '../../parse/whole-number.ts'
import { bulkLine } from '../../print/bulk-line.ts'
import { jsonLine } from '../../print/json-line.ts'
import { printable } from '../../print/printable.ts'
import { addQueryOptions, type QueryOptions } from '../../query-options.ts'
import { workOverBridge } from '../../with-bridge.ts'

type Options = QueryOptions & { confirm?: number; dryRun?: true; json?: true }

const help = `
Who deletes types the number of images. Where nobody can be asked, and for ids from standard input, --confirm says it;
if it is another number than there are images, nothing is deleted. Files on this computer are never touched.

  hotfolder images delete 8a6c…00
  hotfolder images delete --meta album=Proofs --dry-run
  hotfolder images search proofs --ids | hotfolder images delete - --confirm 48`

/** `images delete`: off the account, and only there. */
export function deleteImages(cli: Cli, group: Command): void {
  addQueryOptions(group.command('delete'), 'every image of the account')
    .description('delete images on the account, after the number of them is confirmed; links to them stop working')
    .argument('[id...]', 'or - for ids on standard input')
    .option('--confirm <n>', 'the number of images, instead of typing it', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--dry-run', 'say what would be deleted, and delete nothing')
    .option('--json', 'one JSON line per image: imageId and problem or null; then the summary')
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
  if (options.dryRun) return tryOut(cli, chosen, { profile, json, would: 'be deleted' })
  if (total === 0 && (options.confirm ?? 0) === 0) {
    terminal.err('There is no such image. Nothing was deleted.')
    return exitCode.done
  }
  const refused = await confirmImages(cli, chosen, {
    profile,
    given: options.confirm,
    verb: 'delete',
    warning: ['Links to them stop working. Files on this computer are not touched.'],
  })
  if (refused !== null) return refused

  return workOverBridge(cli, async ({ bridge }) => {
    const ids = chosen.images.map(({ id }) => id)
    const ended = await overImages(terminal, ids, {
      perform: image => bridge.deleteImage({ profile, image }),
      tell(imageId, outcome) {
        if (json) terminal.out(jsonLine({ imageId, problem: outcome.ok ? null : troubleOf(outcome.problem) }))
        else if (outcome.ok && !terminal.isScreen) terminal.out(`Deleted  ${printable(imageId)}`)
      },
      line: standing => bulkLine({ doing: 'deleted', total, ...standing }, terminal.columns),
    })
    return closeRun(terminal, ended, { total, did: 'deleted', json })
  })
}

import type { Command } from 'commander'
import type { ImageDetails } from '../../../../../preload/contract/index.ts'
import { codeOfRun, tellFailures, troubleOf } from '../../bulk/close-run.ts'
import { overImages } from '../../bulk/over-images.ts'
import { readNames } from '../../bulk/read-names.ts'
import type { Cli } from '../../cli.ts'
import { bulkLine } from '../../print/bulk-line.ts'
import { detailsForJson } from '../../print/image-for-json.ts'
import { imageBlock } from '../../print/image-block.ts'
import { jsonLine } from '../../print/json-line.ts'
import { workOverBridge } from '../../with-bridge.ts'

type Options = { profile?: string; json?: true }

/** `images get`: all there is to know of some images, in the order asked for. */
export function getImages(cli: Cli, group: Command): void {
  group
    .command('get')
    .description('print all there is to know: facts, metadata, a link per variant, and the receipt if we sent it')
    .argument('<id...>', 'or - for ids on standard input')
    .option('--json', 'one JSON line per image: image, and receipt or null')
    .option('--profile <name>', 'account (default: the active profile)')
    .action(cli.act((ids: string[], options: Options) => run(cli, ids, options)))
}

async function run(cli: Cli, given: string[], { profile, json }: Options): Promise<number> {
  const { terminal } = cli
  const read = await readNames(terminal, given)
  if ('code' in read) return read.code
  const { names } = read.value
  let printed = 0

  function print(details: ImageDetails): void {
    if (json) return terminal.out(jsonLine(detailsForJson(details)))
    if (printed++ > 0) terminal.out('')
    for (const line of imageBlock(details)) terminal.out(line)
  }

  return workOverBridge(cli, async ({ bridge }) => {
    const ended = await overImages(terminal, names, {
      atOnce: 1,
      perform: image => bridge.getImage({ profile, image }),
      tell(imageId, outcome) {
        if (outcome.ok) print(outcome.value)
        else if (json) terminal.out(jsonLine({ imageId, problem: troubleOf(outcome.problem) }))
      },
      line: standing => bulkLine({ doing: 'asked', total: names.length, ...standing }, terminal.columns),
    })
    tellFailures(terminal, ended)
    return codeOfRun(terminal, ended, { isSingle: names.length === 1 })
  })
}

import { type Command, Option } from 'commander'
import { type Bridge, fail, type Outcome, succeed } from '../../../../../preload/contract/index.ts'
import { listOf } from '../../bulk/choose-images.ts'
import { imagePages } from '../../bulk/image-pages.ts'
import type { Cli } from '../../cli.ts'
import { wholeNumber } from '../../parse/whole-number.ts'
import { grouped } from '../../print/number.ts'
import { type ListOptions, mostImages, printImages } from '../../print-images.ts'
import { addQueryOptions, type QueryOptions } from '../../query-options.ts'
import { withBridge } from '../../with-bridge.ts'

type Options = QueryOptions & ListOptions & { oldest?: true; v1?: true; page?: number }

/** The service gives no smaller and no larger pages (images-api §2.13). */
const pageSize = { least: 10, most: 1_000 }
const pageSizeV1 = 100

/** `images list`: what is on the account, as the service says. */
export function listImages(cli: Cli, group: Command): void {
  addQueryOptions(group.command('list'), 'all there are, also on a screen')
    .description('ask the service what is on the account, newest first; one call per 1,000 images')
    .option('--oldest', 'oldest first')
    .addOption(
      new Option('--limit <n>', 'at most so many (default: 100 on a screen, else all)')
        .argParser(wholeNumber(1, 10_000_000))
        .conflicts('all'),
    )
    .addOption(
      new Option('--v1', 'by the deprecated call of the service, one page of 100').conflicts([
        'meta',
        'oldest',
        'limit',
        'all',
      ]),
    )
    .option('--page <n>', 'which page of --v1 (default: 1)', wholeNumber(1, 1_000_000))
    .addOption(new Option('--ids', 'ids only, one per line, for pipes').conflicts('json'))
    .option('--json', 'one JSON line per image')
    .option('--profile <name>', 'account (default: the active profile)')
    .action(
      cli.act((options: Options) =>
        withBridge(cli, async ({ bridge }) => {
          if (options.v1) return listPage(cli, bridge, options)
          if (options.page === undefined) return listAll(cli, bridge, options)
          return fail({ code: 'invalid-input', where: 'The command', detail: 'Pages are for --v1; see --limit.' })
        }),
      ),
    )
}

async function listAll({ terminal }: Cli, bridge: Bridge, options: Options): Promise<Outcome<unknown>> {
  const most = mostImages(options, terminal)
  let printed = 0
  const query = {
    ...listOf(options),
    order: options.oldest ? 'oldest' : 'newest',
    limit: Math.min(pageSize.most, Math.max(pageSize.least, most)),
  } as const
  for await (const page of imagePages(bridge, query)) {
    if (!page.ok) return page
    const { images, isLast } = page.value
    const shown = images.slice(0, most - printed)
    printImages(terminal, shown, options)
    printed += shown.length
    if (terminal.interrupted.aborted) break
    if (printed < most) continue
    if (options.limit === undefined && !(isLast && shown.length === images.length))
      terminal.err(`These are the first ${grouped(printed)}. More with --limit N, all with --all.`)
    break
  }
  const isFiltered = options.creator !== undefined || options.meta !== undefined
  if (printed === 0) terminal.err(isFiltered ? 'No image is like that.' : 'There are no images on the account.')
  return succeed({})
}

async function listPage(
  { terminal }: Cli,
  bridge: Bridge,
  { profile, creator, page = 1, ...options }: Options,
): Promise<Outcome<unknown>> {
  const listed = await bridge.listImagesV1({
    profile,
    creator: creator === false ? null : creator,
    page,
    perPage: pageSizeV1,
  })
  if (!listed.ok) return listed
  const { images } = listed.value
  printImages(terminal, images, options)
  if (images.length < pageSizeV1) terminal.err(`Page ${grouped(page)} is the last.`)
  else terminal.err(`More: --page ${page + 1}`)
  return listed
}

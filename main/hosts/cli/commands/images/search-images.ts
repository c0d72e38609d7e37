import { type Command, InvalidArgumentError, Option } from 'commander'
import { succeed } from '../../../../../preload/contract/index.ts'
import type { Cli } from '../../cli.ts'
import { type Moment, parseMoment } from '../../parse/parse-moment.ts'
import { wholeNumber } from '../../parse/whole-number.ts'
import { imageCount } from '../../print/image-count.ts'
import { grouped } from '../../print/number.ts'
import { type ListOptions, mostImages, printImages } from '../../print-images.ts'
import { withBridge } from '../../with-bridge.ts'

type Options = ListOptions & {
  profile?: string
  private?: true
  public?: true
  creator?: string | false
  from?: Moment
  to?: Moment
  order?: 'newest' | 'oldest' | 'name'
}

const mostPerPage = 1_000

/** `images search`: looks in the copy of the list on this computer. */
export function searchImages(cli: Cli, group: Command): void {
  group
    .command('search')
    .description('look in the copy of the list on this computer, without a call; sync brings it up to date')
    .argument('[word...]', 'each is in the name, the id, the creator or the metadata')
    .option('--private', 'only private images')
    .addOption(new Option('--public', 'only public images').conflicts('private'))
    .option('--creator <text>', 'only images of this creator')
    .option('--no-creator', 'only images without a creator')
    .option('--from <date>', 'uploaded on this day or later (2026-05-01, or with a time)', moment)
    .option('--to <date>', 'uploaded on this day or before', moment)
    .addOption(
      new Option('--order <order>', 'which come first (default: newest)').choices(['newest', 'oldest', 'name']),
    )
    .option('--limit <n>', 'at most so many (default: 100 on a screen, else all)', wholeNumber(1, 10_000_000))
    .addOption(new Option('--all', 'all of them').conflicts('limit'))
    .addOption(new Option('--ids', 'ids only, one per line, for pipes').conflicts('json'))
    .option('--json', 'one JSON line per image')
    .option('--profile <name>', 'account (default: the active profile)')
    .action(cli.act((words: string[], options: Options) => run(cli, words, options)))
}

function run(cli: Cli, words: string[], options: Options): Promise<number> {
  const { terminal } = cli
  const { profile, creator, from, to, order } = options
  const query = {
    profile,
    text: words.length === 0 ? undefined : words.join(' '),
    private: options.private ? true : options.public ? false : undefined,
    creator: creator === false ? null : creator,
    uploadedFrom: from?.at,
    // A day is meant with all of its hours, a time with its moment.
    uploadedBefore: to === undefined ? undefined : to.isDay ? to.until : to.until + 1,
    order,
  }
  return withBridge(cli, async ({ bridge }) => {
    const most = mostImages(options, terminal)
    let printed = 0
    let after: string | undefined
    let total = 0
    do {
      const page = await bridge.searchLibrary({ ...query, after, limit: Math.min(mostPerPage, most - printed) })
      if (!page.ok) return page
      printImages(terminal, page.value.images, options)
      printed += page.value.images.length
      total = page.value.total
      after = page.value.next ?? undefined
    } while (after !== undefined && printed < most && !terminal.interrupted.aborted)
    if (printed === 0)
      terminal.err('The copy on this computer has no such image. Bring it up to date with: hotfolder sync')
    else if (printed < total && options.limit === undefined)
      terminal.err(`These are the first ${grouped(printed)} of ${imageCount(total)}. All with --all.`)
    return succeed({})
  })
}

function moment(text: string): Moment {
  const read = parseMoment(text)
  if (read === null) throw new InvalidArgumentError('Write a date as 2026-05-01, or with a time: 2026-05-01T18:00.')
  return read
}

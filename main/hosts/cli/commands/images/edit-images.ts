import { type Command } from 'commander'
import type { ImageChange, MetadataFilter } from '../../../../../preload/contract/index.ts'
import { chooseImages } from '../../bulk/choose-images.ts'
import { closeRun, troubleOf } from '../../bulk/close-run.ts'
import { confirmImages } from '../../bulk/confirm-images.ts'
import { overImages } from '../../bulk/over-images.ts'
import { tryOut } from '../../bulk/try-out.ts'
import { addChangeOptions, type ChangeOptions, changeOf } from '../../change-options.ts'
import type { Cli } from '../../cli.ts'
import { exitCode } from '../../exit-code.ts'
import { parseFilter } from '../../parse/parse-filter.ts'
import { wholeNumber } from '../../parse/whole-number.ts'
import { bulkLine } from '../../print/bulk-line.ts'
import { changeWords } from '../../print/change-words.ts'
import { imageForJson } from '../../print/image-for-json.ts'
import { jsonLine } from '../../print/json-line.ts'
import { printable } from '../../print/printable.ts'
import { filterHelp } from '../../query-options.ts'
import { refuseUsage } from '../../refuse-usage.ts'
import { workOverBridge } from '../../with-bridge.ts'

type Options = ChangeOptions & {
  profile?: string
  whereCreator?: string
  whereNoCreator?: true
  whereMeta?: MetadataFilter[]
  all?: true
  confirm?: number
  dryRun?: true
  json?: true
}

const help = `${filterHelp}

Access: with --private or --public an image gets a new id, and every link to it that was handed out stops working. Receipts
and the list on this computer follow. Therefore it asks for the number of images, as it does for images chosen by a filter;
where nobody can be asked, --confirm says it.

  hotfolder images edit 8a6c…00 --meta client=Ada --meta stars:=4 --unset draft
  hotfolder images edit --where-meta album=Wedding --private --dry-run
  hotfolder images search wedding --ids | hotfolder images edit - --private --confirm 48`

/** `images edit`: metadata, creator and access of images. */
export function editImages(cli: Cli, group: Command): void {
  addChangeOptions(group.command('edit'))
    .description('change metadata, creator or access; what is not given stays')
    .argument('[id...]', 'or - for ids on standard input')
    .optionsGroup('Which images, when they are not named:')
    .option('--where-creator <text>', 'all images of this creator')
    .option('--where-no-creator', 'all images without a creator')
    .option('--where-meta <filter>', 'all images with this metadata, as below; up to five, all must hold', parseFilter)
    .option('--all', 'every image of the account')
    .optionsGroup('')
    .option('--confirm <n>', 'the number of images, instead of typing it', wholeNumber(0, Number.MAX_SAFE_INTEGER))
    .option('--dry-run', 'say what would change, and change nothing')
    .option('--json', 'one JSON line per image: image, was (its id before), problem or null; then the summary')
    .option('--profile <name>', 'account (default: the active profile)')
    .addHelpText('after', help)
    .action(cli.act((ids: string[], options: Options) => run(cli, ids, options)))
}

async function run(cli: Cli, given: string[], options: Options): Promise<number> {
  const { terminal } = cli
  const { profile, all, whereMeta, whereCreator, whereNoCreator } = options
  const json = options.json === true
  const change = changeOf(options)
  if (change === null) return refuseUsage(terminal, 'It changes nothing. See: hotfolder images edit --help')
  if (whereNoCreator && whereCreator !== undefined) return refuseUsage(terminal, 'Give a creator or none, not both.')
  const creator = whereNoCreator ? false : whereCreator
  const asked = await chooseImages(cli, given, { profile, all, creator, meta: whereMeta })
  if ('code' in asked) return asked.code
  const chosen = asked.value
  const total = chosen.images.length
  if (options.dryRun)
    return tryOut(cli, chosen, { profile, json, would: 'be changed', wordsOf: image => changeWords(image, change) })
  if (total === 0 && (options.confirm ?? 0) === 0) {
    terminal.err('There is no such image. Nothing was changed.')
    return exitCode.done
  }
  const needsWord = change.private !== undefined || chosen.from === 'query' || options.confirm !== undefined
  if (needsWord) {
    const given = options.confirm
    const refused = await confirmImages(cli, chosen, {
      profile,
      given,
      verb: 'change',
      warning: warning(change, total),
    })
    if (refused !== null) return refused
  }

  return workOverBridge(cli, async ({ bridge }) => {
    const ids = chosen.images.map(({ id }) => id)
    const ended = await overImages(terminal, ids, {
      perform: image => bridge.editImage({ profile, image, change }),
      tell(id, outcome) {
        if (json) {
          const edited = outcome.ok
            ? { image: imageForJson(outcome.value.image), was: outcome.value.was }
            : { image: null, was: id }
          terminal.out(jsonLine({ ...edited, problem: outcome.ok ? null : troubleOf(outcome.problem) }))
        } else if (outcome.ok) tellChange(outcome.value.was, outcome.value.image.id)
      },
      line: standing => bulkLine({ doing: 'changed', total, ...standing }, terminal.columns),
    })
    return closeRun(terminal, ended, { total, did: 'changed', json })
  })

  function tellChange(was: string, is: string): void {
    // The new id is what a person needs; that the others changed, the line that moves has said.
    if (was !== is) terminal.out(`${printable(was)} → ${printable(is)}`)
    else if (!terminal.isScreen) terminal.out(`Changed  ${printable(is)}`)
  }
}

const warning = ({ private: isPrivate }: ImageChange, total: number): string[] =>
  isPrivate === undefined
    ? []
    : [
        `${total === 1 ? 'It gets a new id' : 'They get new ids'} and ${isPrivate ? 'only signed links work' : 'links work without a signature'}; links handed out until now stop working.`,
      ]

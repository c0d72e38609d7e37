import { Option } from 'commander'
import { fail, type Receipt, succeed } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { csvLine } from '../print/csv-line.ts'
import { jsonLine } from '../print/json-line.ts'
import { megabytes } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { receiptForJson } from '../print/receipt-for-json.ts'
import { withBridge } from '../with-bridge.ts'

type Options = { csv?: true; json?: true; profile?: string }

const header = ['delivered', 'profile', 'path', 'name', 'sha256', 'bytes', 'imageId', 'links', 'gone']

/** `receipts`: proof of every delivery, newest first, for people, spreadsheets or programs. */
export function receipts(cli: Cli): void {
  cli.program
    .command('receipts')
    .description('print what was delivered, newest first')
    .addOption(new Option('--csv', 'as CSV with a header row').conflicts('json'))
    .option('--json', 'one JSON line per receipt')
    .option('--profile <name>', 'only those of one profile')
    .action(cli.act((options: Options) => run(cli, options)))
}

function run(cli: Cli, { csv, json, profile }: Options): Promise<number> {
  const { out, interrupted } = cli.terminal
  const line = csv ? csvOf : json ? jsonOf : textOf
  return withBridge(cli, async ({ bridge }) => {
    if (profile !== undefined) {
      const snapshot = await bridge.snapshot({})
      if (!snapshot.ok) return snapshot
      // What was delivered for a profile that is gone stays readable.
      const first = await bridge.listReceipts({ profile, limit: 1 })
      const isKnown = snapshot.value.profiles.some(one => one.name === profile)
      if (first.ok && first.value.receipts.length === 0 && !isKnown) return fail({ code: 'profile-unknown', profile })
    }
    // RFC 4180 ends a line with CRLF; the terminal adds the second half.
    if (csv) out(`${csvLine(header)}\r`)
    let after: string | undefined
    do {
      const page = await bridge.listReceipts({ profile, after, limit: 1_000 })
      if (!page.ok) return page
      for (const receipt of page.value.receipts) out(line(receipt))
      after = page.value.next ?? undefined
    } while (after !== undefined && !interrupted.aborted)
    return succeed({})
  })
}

function csvOf({ at, profile, path, name, sha256, bytes, imageId, links, endedAt }: Receipt): string {
  const gone = endedAt === undefined ? '' : new Date(endedAt).toISOString()
  return `${csvLine([new Date(at).toISOString(), profile, path, name, sha256, bytes, imageId, links.join(' '), gone])}\r`
}

const jsonOf = (receipt: Receipt): string => jsonLine(receiptForJson(receipt))

const textOf = ({ at, path, bytes, links, endedAt }: Receipt): string =>
  [
    timeText(at),
    megabytes(bytes).padStart(8),
    printable(path),
    ...(endedAt === undefined
      ? links.slice(0, 1).map(printable)
      : [`gone from the account since ${timeText(endedAt)}`]),
  ].join('  ')

const timeText = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ')

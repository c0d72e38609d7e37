import type { Command } from 'commander'
import type { Cli } from '../../cli.ts'
import { addKeepingOptions, type KeepingOptions, keepingOf } from '../../keeping-options.ts'
import { secondsWithin } from '../../parse/seconds-within.ts'
import { jsonLine } from '../../print/json-line.ts'
import { localTime } from '../../print/local-time.ts'
import { printable } from '../../print/printable.ts'
import { tellLocalLinks } from '../../tell-local-links.ts'
import { withBridge } from '../../with-bridge.ts'

type Options = KeepingOptions & { profile?: string; json?: true; expires?: number }

/** `images upload-url`: a link by which somebody else can send one photo to the account. */
export function createUploadUrl(cli: Cli, group: Command): void {
  const { terminal } = cli
  addKeepingOptions(group.command('upload-url'))
    .description('print a one-time link by which anybody can send one photo to the account')
    .option('--expires <time>', 'how long it can be used: 2m to 6h (default: 30m)', secondsWithin('2m', '6h'))
    .option('--json', 'one JSON line: imageId, uploadUrl, expiresAt')
    .option('--profile <name>', 'account (default: the active profile)')
    .addHelpText('after', '\nThe link comes on standard output, how to use it on standard error.')
    .action(
      cli.act((options: Options) =>
        withBridge(cli, async reach => {
          const keeping = keepingOf(options)
          if (!keeping.ok) return keeping
          const { profile, expires: expiresInSeconds } = options
          const made = await reach.bridge.createUploadUrl({ profile, ...keeping.value, expiresInSeconds })
          if (!made.ok) return made
          const { imageId, uploadUrl, expiresAt } = made.value
          if (options.json) terminal.out(jsonLine({ imageId, uploadUrl, expiresAt: new Date(expiresAt).toISOString() }))
          else {
            terminal.out(printable(uploadUrl))
            terminal.err(
              `For the image ${printable(imageId)}; once, until ${localTime(expiresAt)}. To send a photo to it:`,
            )
            terminal.err(`  curl -F file=@photo.jpg ${quoted(printable(uploadUrl))}`)
            await tellLocalLinks(cli, reach, profile)
          }
          return made
        }),
      ),
    )
}

/** As a shell takes it for one word. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`

import type { Cli } from '../cli.ts'
import { jsonLine } from '../print/json-line.ts'
import { syncWords } from '../print/sync-words.ts'
import { withBridge } from '../with-bridge.ts'

type Options = { profile?: string; whole?: true; json?: true }

/** `sync`: brings the copy of the list on this computer up to date. */
export function sync(cli: Cli): void {
  cli.program
    .command('sync')
    .description('bring the copy of the list of images on this computer up to date; one call when nothing changed')
    .option('--whole', 'look at every image, also for changes that were made elsewhere')
    .option('--json', 'as one JSON line')
    .option('--profile <name>', 'account (default: the active profile)')
    .action(
      cli.act(({ profile, whole, json }: Options) =>
        withBridge(cli, async ({ bridge }) => {
          const synced = await bridge.syncLibrary({ profile, whole })
          if (synced.ok) cli.terminal.out(json ? jsonLine(synced.value) : syncWords(synced.value))
          return synced
        }),
      ),
    )
}

import type { Cli } from '../cli.ts'
import { jsonLine } from '../print/json-line.ts'
import { grouped } from '../print/number.ts'
import { withBridge } from '../with-bridge.ts'

type Options = { profile?: string; json?: true }

/** `stats`: how full the account is. */
export function stats(cli: Cli): void {
  cli.program
    .command('stats')
    .description('print how many images the account keeps, of how many it may')
    .option('--json', 'as one JSON line: current, allowed')
    .option('--profile <name>', 'account (default: the active profile)')
    .action(
      cli.act(({ profile, json }: Options) =>
        withBridge(cli, async ({ bridge }) => {
          const use = await bridge.accountUse({ profile })
          if (!use.ok) return use
          const { current, allowed } = use.value
          const percent = allowed > 0 ? ` (${grouped((current / allowed) * 100, 1)} %)` : ''
          cli.terminal.out(
            json ? jsonLine({ current, allowed }) : `${grouped(current)} of ${grouped(allowed)} images${percent}`,
          )
          return use
        }),
      ),
    )
}

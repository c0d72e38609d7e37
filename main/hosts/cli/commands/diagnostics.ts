import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { diagnosticsText, fail, succeed } from '../../../../preload/contract/index.ts'
import { reasonOfSystem } from '../../../adapters/problem-of-system.ts'
import type { Cli } from '../cli.ts'
import { printable } from '../print/printable.ts'
import { withBridge } from '../with-bridge.ts'

/** `diagnostics`: all that somebody who helps needs to know, without secrets, for a file or another program. */
export function diagnostics(cli: Cli): void {
  const { terminal } = cli
  cli.program
    .command('diagnostics')
    .description(
      'print what somebody who helps needs to know, as JSON: no token, key, link or name of a photo is in it',
    )
    .option('--out <file>', 'into a new file instead')
    .action(
      cli.act(({ out }: { out?: string }) =>
        withBridge(cli, async ({ bridge }) => {
          const described = await bridge.describeAll({})
          if (!described.ok) return described
          const text = diagnosticsText(described.value)
          if (out === undefined) {
            for (const line of text.trimEnd().split('\n')) terminal.out(line)
            return succeed({})
          }
          const path = resolve(terminal.cwd, out)
          try {
            // Never over another file.
            await writeFile(path, text, { flag: 'wx', mode: 0o600 })
          } catch (error) {
            return fail({ code: 'file-unwritable', path, detail: reasonOfSystem(error) })
          }
          terminal.err(`Saved as ${printable(path)}. Read it before you pass it on.`)
          return succeed({})
        }),
      ),
    )
}

import type { Command } from 'commander'
import { fail, type SigningKey, succeed } from '../../../../preload/contract/index.ts'
import { confirm } from '../bulk/confirm.ts'
import type { Cli } from '../cli.ts'
import { findProfile } from '../find-profile.ts'
import { jsonLine } from '../print/json-line.ts'
import { printable } from '../print/printable.ts'
import { askBridge, withBridge } from '../with-bridge.ts'

type Options = { profile?: string; json?: true }

/** `keys …`: the keys that sign links of private images, by name; their values stay inside the engine. */
export function keys(cli: Cli): void {
  const { terminal } = cli
  const group = cli.program.command('keys').description('the keys that sign links to private images, by name')
  const common = (command: Command) =>
    command
      .option('--json', 'one JSON line per key')
      .option('--profile <name>', 'account (default: the active profile)')
  const print = (list: readonly SigningKey[], json: true | undefined) => {
    for (const key of list) terminal.out(json ? jsonLine(key) : printable(key.name))
  }

  common(group.command('list'))
    .description('print all keys; “default” signs unless another is named')
    .action(
      cli.act(({ profile, json }: Options) =>
        withBridge(cli, async ({ bridge }) => {
          const listed = await bridge.listSigningKeys({ profile })
          if (listed.ok) print(listed.value.keys, json)
          return listed
        }),
      ),
    )
  common(group.command('create'))
    .description('make a new key, and print all')
    .argument('<name>', 'letters, digits, _ and -, at most 20')
    .action(
      cli.act((key: string, { profile, json }: Options) =>
        withBridge(cli, async ({ bridge }) => {
          const created = await bridge.createSigningKey({ profile, key })
          if (created.ok) print(created.value.keys, json)
          return created
        }),
      ),
    )
  common(group.command('delete'))
    .description('delete a key, after its name is confirmed; links signed with it stop working')
    .argument('<name>')
    .option('--confirm <name>', 'its name once more, instead of typing it')
    .action(
      cli.act(async (name: string, { profile, json, confirm: given }: Options & { confirm?: string }) => {
        const found = await askBridge(cli, async ({ bridge }) => {
          const account = await findProfile(bridge, profile)
          if (!account.ok) return account
          const listed = await bridge.listSigningKeys({ profile })
          if (!listed.ok) return listed
          const others = listed.value.keys.filter(key => key.name !== name)
          if (others.length === listed.value.keys.length) return fail({ code: 'signing-key-unknown', key: name })
          return succeed({ account: account.value.name, isLast: others.length === 0 })
        })
        if ('code' in found) return found.code
        terminal.err(
          `Every link on “${printable(found.value.account)}” signed with “${printable(name)}” stops working.`,
        )
        if (found.value.isLast) terminal.err('It is the last key: the service makes a fresh one in its place.')
        const refused = await confirm(terminal, {
          word: name,
          given,
          question: `Type ${printable(name)} to delete it: `,
          otherwise: 'Nothing was deleted.',
        })
        if (refused !== null) return refused
        return withBridge(cli, async ({ bridge }) => {
          const deleted = await bridge.deleteSigningKey({ profile, key: name })
          if (deleted.ok) print(deleted.value.keys, json)
          return deleted
        })
      }),
    )
}

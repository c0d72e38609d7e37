import type { Command } from 'commander'
import { fail, mostVariants, type Outcome, succeed, type Variant } from '../../../../preload/contract/index.ts'
import { confirm } from '../bulk/confirm.ts'
import type { Cli } from '../cli.ts'
import { findProfile } from '../find-profile.ts'
import { jsonLine } from '../print/json-line.ts'
import { grouped } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { variantTable } from '../print/variant-table.ts'
import { addVariantOptions, changedVariant, plainVariant, type VariantOptions } from '../variant-options.ts'
import { askBridge, type Reach, withBridge } from '../with-bridge.ts'

type Common = { profile?: string; json?: true }

/** `variants …`: the named sizes of an account. */
export function variants(cli: Cli): void {
  const { terminal } = cli
  const group = cli.program.command('variants').description('the named sizes in which images are delivered')
  const ask = (use: (reach: Reach) => Promise<Outcome<unknown>>) => withBridge(cli, use)
  const common = (command: Command) =>
    command
      .option('--json', 'one JSON line per variant')
      .option('--profile <name>', 'account (default: the active profile)')
  const print = (list: readonly Variant[], json: true | undefined) => {
    for (const line of json ? list.map(jsonLine) : variantTable(list)) terminal.out(line)
  }

  common(group.command('list'))
    .description('print all variants')
    .action(
      cli.act(({ profile, json }: Common) =>
        ask(async ({ bridge }) => {
          const listed = await bridge.listVariants({ profile })
          if (!listed.ok) return listed
          const { variants } = listed.value
          print(variants, json)
          if (!json) terminal.out(`${grouped(variants.length)} of ${grouped(mostVariants)} variants.`)
          return listed
        }),
      ),
    )
  common(group.command('get'))
    .description('print one variant')
    .argument('<name>')
    .action(
      cli.act((variant: string, { profile, json }: Common) =>
        ask(async ({ bridge }) => {
          const found = await bridge.getVariant({ profile, variant })
          if (found.ok) print([found.value], json)
          return found
        }),
      ),
    )
  addVariantOptions(common(group.command('create')), false)
    .description('add a variant; it needs a width or a height')
    .argument('<name>', 'letters, digits, _ and -, as it will stand in links')
    .action(
      cli.act((name: string, { profile, json, ...options }: Common & VariantOptions) =>
        ask(async ({ bridge }) => {
          const variant = changedVariant(plainVariant(name), options)
          if (isSizeless(variant)) return fail(sizeless)
          const created = await bridge.createVariant({ profile, variant })
          if (created.ok) print([created.value], json)
          return created
        }),
      ),
    )
  addVariantOptions(common(group.command('edit')), true)
    .description('change a variant; what is not given stays')
    .argument('<name>')
    .action(
      cli.act((name: string, { profile, json, ...options }: Common & VariantOptions) =>
        ask(async ({ bridge }) => {
          if (Object.keys(options).length === 0)
            return fail({ code: 'invalid-input', where: 'The command', detail: 'See: hotfolder variants edit --help' })
          const before = await bridge.getVariant({ profile, variant: name })
          if (!before.ok) return before
          const variant = changedVariant(before.value, options)
          if (isSizeless(variant)) return fail(sizeless)
          const edited = await bridge.editVariant({ profile, variant })
          if (!edited.ok) return edited
          print([edited.value], json)
          terminal.err(`Every page that shows “${printable(name)}” changes with it, as browsers ask for it again.`)
          return edited
        }),
      ),
    )
  group
    .command('delete')
    .description('delete a variant, after its name is confirmed; every link that names it stops working')
    .argument('<name>')
    .option('--confirm <name>', 'its name once more, instead of typing it')
    .option('--profile <name>', 'account (default: the active profile)')
    .action(
      cli.act(async (name: string, { profile, confirm: given }: { profile?: string; confirm?: string }) => {
        const found = await askBridge(cli, async ({ bridge }) => {
          const account = await findProfile(bridge, profile)
          if (!account.ok) return account
          const variant = await bridge.getVariant({ profile, variant: name })
          return variant.ok ? succeed({ account: account.value, variant: variant.value }) : variant
        })
        if ('code' in found) return found.code
        for (const line of variantTable([found.value.variant])) terminal.err(line)
        terminal.err(`Every link on “${printable(found.value.account.name)}” that names it stops working.`)
        const refused = await confirm(terminal, {
          word: name,
          given,
          question: `Type ${printable(name)} to delete it: `,
          otherwise: 'Nothing was deleted.',
        })
        if (refused !== null) return refused
        return ask(async ({ bridge }) => {
          const deleted = await bridge.deleteVariant({ profile, variant: name })
          if (deleted.ok) terminal.out(`“${printable(name)}” is deleted.`)
          return deleted
        })
      }),
    )
  group
    .command('flexible')
    .description('whether sizes may be written into links (…/w=400,fit=cover); never for private images')
    .addArgument(group.createArgument('<on|off>').choices(['on', 'off']))
    .option('--profile <name>', 'account (default: the active profile)')
    .action(
      cli.act((state: 'on' | 'off', { profile }: Common) =>
        ask(async ({ bridge }) => {
          const set = await bridge.setFlexibleVariants({ profile, enabled: state === 'on' })
          if (set.ok)
            terminal.out(
              state === 'on'
                ? 'Sizes may be written into links: …/w=400,fit=cover'
                : 'Only named variants are served; links with sizes written into them stop working.',
            )
          return set
        }),
      ),
    )
}

const isSizeless = ({ options }: Variant) => options.width === null && options.height === null
const sizeless = { code: 'invalid-input', where: 'The size', detail: 'Give a --width, a --height, or both.' } as const

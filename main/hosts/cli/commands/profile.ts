import { InvalidArgumentError } from 'commander'
import { cloudflareBaseUrl, type Outcome, type ProfileView, succeed } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { exitCode } from '../exit-code.ts'
import { grouped } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { table } from '../print/table.ts'
import { type Reach, withBridge } from '../with-bridge.ts'

type AddOptions = { account: string; baseUrl: string; token: boolean }

const tokenWords: Record<ProfileView['token'], string> = {
  keychain: 'token in the keychain',
  'this-run': 'token for this run only',
  environment: 'token from HOTFOLDER_API_TOKEN',
  'built-in': 'needs no token',
  missing: 'no token',
}

/** `profile …`: the accounts a person sends to. Tokens come from standard input or a hidden prompt, never as an argument. */
export function profile(cli: Cli): void {
  const { terminal } = cli
  const group = cli.program.command('profile').description('accounts to send to')
  const ask = (use: (reach: Reach) => Promise<Outcome<unknown>>) => withBridge(cli, use)

  group
    .command('add')
    .description('add an account; the token is read from standard input or asked for')
    .argument('<name>', 'what you call it')
    .requiredOption('--account <id>', 'Cloudflare account id: 32 characters, 0–9 and a–f', text => text.toLowerCase())
    .option('--base-url <url>', 'another address of the API, such as a local cloud', webAddress, cloudflareBaseUrl)
    .option('--no-token', 'keep no token; HOTFOLDER_API_TOKEN serves it')
    .action(
      cli.act(async (name: string, { account: accountId, baseUrl, token: wantsToken }: AddOptions) => {
        const token = wantsToken ? await readToken(cli, name) : null
        if (token === '') return refuseEmpty(cli)
        return ask(async ({ bridge, isRunning }) => {
          const account = { kind: 'cloudflare', accountId, baseUrl } as const
          const added = await bridge.addProfile({ name, account, token })
          if (!added.ok) return added
          const isLost = tellLost(added.value, isRunning)
          terminal.out(
            isLost
              ? `Added “${name}” (no token).`
              : `Added “${name}” (${tokenWords[added.value.token]}). Check it with: hotfolder profile verify`,
          )
          return added
        })
      }),
    )
  group
    .command('list')
    .description('print the accounts; * marks the active one')
    .option('--json', 'one JSON line per account')
    .action(
      cli.act(({ json }: { json?: true }) =>
        ask(async ({ bridge }) => {
          const snapshot = await bridge.snapshot({})
          if (!snapshot.ok) return snapshot
          const { profiles } = snapshot.value
          const lines = json ? profiles.map(one => JSON.stringify(one)) : table(profiles.map(rowOf))
          for (const line of lines) terminal.out(line)
          return succeed({})
        }),
      ),
    )
  group
    .command('verify')
    .description('prove token and account by asking the service')
    .argument('[name]', 'default: the active one')
    .action(
      cli.act((name: string | undefined) =>
        ask(async ({ bridge }) => {
          const verified = await bridge.verifyProfile({ profile: name })
          if (!verified.ok) return verified
          const { profile, use } = verified.value
          terminal.out(`“${profile.name}” works: ${grouped(use.current)} of ${grouped(use.allowed)} images.`)
          return verified
        }),
      ),
    )
  group
    .command('use')
    .description('make an account the active one')
    .argument('<name>')
    .action(
      cli.act((name: string) =>
        ask(async ({ bridge }) => {
          const used = await bridge.useProfile({ profile: name })
          if (used.ok) terminal.out(`“${name}” is active.`)
          return used
        }),
      ),
    )
  group
    .command('remove')
    .description('forget an account and its token; images on it stay')
    .argument('<name>')
    .action(
      cli.act((name: string) =>
        ask(async ({ bridge }) => {
          const removed = await bridge.removeProfile({ profile: name })
          if (removed.ok) terminal.out(`“${name}” is removed.`)
          return removed
        }),
      ),
    )
  group
    .command('token')
    .description('give an account a new token, from standard input or asked for')
    .argument('<name>')
    .action(
      cli.act(async (name: string) => {
        const token = await readToken(cli, name)
        if (token === null || token === '') return refuseEmpty(cli)
        return ask(async ({ bridge, isRunning }) => {
          const replaced = await bridge.replaceToken({ profile: name, token })
          if (replaced.ok && !tellLost(replaced.value, isRunning))
            terminal.out(`“${name}” has a new token (${tokenWords[replaced.value.token]}).`)
          return replaced
        })
      }),
    )

  /** A token kept for this run only ends with us where no engine runs: true when it does. */
  function tellLost({ token }: ProfileView, isRunning: boolean): boolean {
    if (token !== 'this-run' || isRunning) return false
    terminal.err('The token is gone when this command ends. Set HOTFOLDER_API_TOKEN for later runs.')
    return true
  }
}

/** Null: none was given, and none is needed since the environment has one. */
async function readToken({ terminal, apiToken }: Cli, name: string): Promise<string | null> {
  const token = await terminal.askSecret(`API token for “${printable(name)}”: `)
  return token === '' && apiToken !== undefined ? null : token
}

function webAddress(text: string): string {
  const protocol = URL.canParse(text) ? new URL(text).protocol : ''
  if (protocol === 'https:' || protocol === 'http:') return text
  throw new InvalidArgumentError(`“${printable(text)}” is not a web address (https://…).`)
}

function refuseEmpty({ terminal }: Cli): number {
  if (terminal.interrupted.aborted) return exitCode.interrupted
  terminal.err('No token came. Give it on standard input, or set HOTFOLDER_API_TOKEN.')
  return exitCode.wrongUsage
}

function rowOf({ name, active, account, token }: ProfileView): string[] {
  const where = account.kind === 'local' ? ['local cloud', ''] : [account.accountId, printable(account.baseUrl)]
  return [active ? '*' : ' ', name, ...where, tokenWords[token]]
}

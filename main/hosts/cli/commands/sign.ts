import {
  type LinkToSign,
  type Outcome,
  type SignedLink,
  succeed,
  type Bridge,
} from '../../../../preload/contract/index.ts'
import { readNames } from '../bulk/read-names.ts'
import type { Cli } from '../cli.ts'
import { exitCode } from '../exit-code.ts'
import { type Expiry, parseExpiry } from '../parse/parse-expiry.ts'
import { jsonLine } from '../print/json-line.ts'
import { localTime } from '../print/local-time.ts'
import { printable } from '../print/printable.ts'
import { tellLocalLinks } from '../tell-local-links.ts'
import { withBridge } from '../with-bridge.ts'

type Options = { profile?: string; json?: true; variant: string; expires?: Expiry; key?: string }

const usualExpiry = '7d'

/** So many go over the bridge together: links can be long. */
const slice = 1_000

const help = `
Links come out in the order they went in, one per line. They are made on this computer; only the key is asked for.
A date means the end of that day by this computer's clock.

  hotfolder sign 8a6c…00 --expires 2026-12-24
  hotfolder images search wedding --ids | hotfolder sign - --variant preview --expires 12h > links.txt`

/** `sign`: links to private images that work for a while. */
export function sign(cli: Cli): void {
  cli.program
    .command('sign')
    .description('sign links to private images, so that they work until a time')
    .argument('<link-or-id...>', 'or - for one per line on standard input')
    .option('--variant <name>', 'which size, for ids', 'public')
    .option('--expires <when>', `7d, 12h, 2026-12-24, 2026-12-24T18:00 (default: ${usualExpiry})`, expiry)
    .option('--key <name>', 'the key to sign with (default: default, or else the first one)')
    .option('--json', 'one JSON line per link: url, imageId or null, expiresAt')
    .option('--profile <name>', 'account (default: the active profile)')
    .addHelpText('after', help)
    .action(cli.act((given: string[], options: Options) => run(cli, given, options)))
}

async function run(cli: Cli, given: string[], options: Options): Promise<number> {
  const { terminal } = cli
  const read = await readNames(terminal, given)
  if ('code' in read) return read.code
  const { expires = expiry(usualExpiry), variant, json } = options
  const links = read.value.names.map(name => toSign(name, variant))
  if (links.length === 0) return exitCode.done
  return withBridge(cli, async reach => {
    const signed = await signAll(reach.bridge, links, expires, options)
    if (!signed.ok) return signed
    for (const { url, imageId, expiresAt } of signed.value)
      terminal.out(json ? jsonLine({ url, imageId, expiresAt: new Date(expiresAt).toISOString() }) : printable(url))
    const day = expires.isEndOfDay ? ', the end of that day' : ''
    terminal.err(
      `${links.length === 1 ? 'It works' : 'They work'} until ${localTime(expires.at)}${day} (this computer's clock).`,
    )
    if (!json) await tellLocalLinks(cli, reach, options.profile)
    return signed
  })
}

async function signAll(
  bridge: Bridge,
  links: LinkToSign[],
  expires: Expiry,
  { profile, key: wanted }: Options,
): Promise<Outcome<SignedLink[]>> {
  const all: SignedLink[] = []
  let key = wanted
  for (let from = 0; from < links.length; from += slice) {
    const signed = await bridge.signLinks({
      profile,
      links: links.slice(from, from + slice),
      key,
      expiresAt: expires.at,
    })
    if (!signed.ok) return signed
    all.push(...signed.value.links)
    // All with the same one, whatever happens to the account's keys meanwhile.
    key = signed.value.key
  }
  return succeed(all)
}

const toSign = (name: string, variant: string): LinkToSign =>
  /^https?:\/\//i.test(name) ? { link: name } : { image: name, variant }

function expiry(text: string): Expiry {
  return parseExpiry(text, Date.now())
}

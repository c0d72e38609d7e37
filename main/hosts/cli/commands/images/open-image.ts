import type { Command } from 'commander'
import { type Bridge, fail, type Image, type Outcome, succeed } from '../../../../../preload/contract/index.ts'
import type { Cli } from '../../cli.ts'
import { exitCode } from '../../exit-code.ts'
import { findProfile } from '../../find-profile.ts'
import { openInBrowser } from '../../open-in-browser.ts'
import { printable } from '../../print/printable.ts'
import { variantOfLink } from '../../print/variant-of-link.ts'
import { askBridge } from '../../with-bridge.ts'

type Options = { profile?: string | undefined; variant: string }

const signedForMs = 3_600_000

/** `images open`: one image in the browser. */
export function openImage(cli: Cli, group: Command): void {
  group
    .command('open')
    .description('open an image in the browser; a private one by a link signed for an hour')
    .argument('<id>')
    .option('--variant <name>', 'which of its sizes; or sizes written out where that is on (w=400)', 'public')
    .option('--profile <name>', 'account (default: the active profile)')
    .action(cli.act((id: string, options: Options) => run(cli, id, options)))
}

async function run(cli: Cli, id: string, { profile, variant }: Options): Promise<number> {
  const { terminal } = cli
  const asked = await askBridge(cli, async ({ bridge, isRunning }) => {
    const account = await findProfile(bridge, profile)
    if (!account.ok) return account
    const asked = await bridge.getImage({ profile, image: id })
    if (!asked.ok) return asked
    const link = await linkOf(bridge, asked.value.image, { profile, variant })
    const isServed = account.value.account.kind !== 'local' || isRunning
    return link.ok ? succeed({ link: link.value, isServed }) : link
  })
  if ('code' in asked) return asked.code
  const { link, isServed } = asked.value
  const whyNot = isServed
    ? await openInBrowser(link, { env: terminal.env, platform: process.platform })
    : 'the local cloud serves it only while it runs. Start it with: hotfolder local-cloud'
  if (whyNot === null) {
    terminal.out(`Opened ${printable(link)}`)
    return exitCode.done
  }
  terminal.out(printable(link))
  terminal.err(printable(`It was not opened: ${whyNot}`))
  return exitCode.needsYou
}

/** A link that works: as it is kept, with other sizes, or signed. */
async function linkOf(bridge: Bridge, image: Image, { profile, variant }: Options): Promise<Outcome<string>> {
  const link =
    image.links.find(one => variantOfLink(one) === variant) ??
    // Sizes written out are no variant of the account (images-api §4.2).
    (variant.includes('=') ? image.links[0]?.replace(/[^/]*$/, () => encodeURI(variant)) : undefined)
  if (link === undefined) return fail({ code: 'variant-unknown', variant })
  if (!image.private) return succeed(link)
  const signed = await bridge.signLinks({ profile, links: [{ link }], expiresAt: Date.now() + signedForMs })
  if (!signed.ok) return signed
  const [first] = signed.value.links
  return first === undefined ? fail({ code: 'unexpected', detail: 'no link came back signed' }) : succeed(first.url)
}

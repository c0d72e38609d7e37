import { concernsAll, type Image, succeed } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { findProfile } from '../find-profile.ts'
import { imageCount } from '../print/image-count.ts'
import { imageTable } from '../print/image-table.ts'
import { grouped } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { askBridge, type Asked } from '../with-bridge.ts'
import type { Chosen } from './choose-images.ts'

/** So many are named before a person confirms; the others are counted. */
const named = 5

/** The account and the first few images a person is about to confirm something for, as lines. */
export function preview(cli: Cli, { images }: Chosen, profile: string | undefined): Promise<Asked<string[]>> {
  return askBridge(cli, async ({ bridge }) => {
    const account = await findProfile(bridge, profile)
    if (!account.ok) return account
    const known: Image[] = []
    const others: string[] = []
    for (const { id, image } of images.slice(0, named)) {
      const asked = image === null ? await bridge.getImage({ profile, image: id }) : succeed({ image })
      if (asked.ok) known.push(asked.value.image)
      else if (images.length === 1 || concernsAll(asked.problem)) return asked
      // One that cannot be shown is no reason against the others: its own turn will tell why.
      else others.push(printable(id))
    }
    const lines = [`${imageCount(images.length)} on “${printable(account.value.name)}”:`]
    lines.push(...[...imageTable(known, cli.terminal.columns - 2), ...others].map(line => `  ${line}`))
    if (images.length > named) lines.push(`  … and ${grouped(images.length - named)} more`)
    return succeed(lines)
  })
}

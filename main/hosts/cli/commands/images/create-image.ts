import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { Cli } from '../../cli.ts'
import { addKeepingOptions, type KeepingOptions, keepingOf } from '../../keeping-options.ts'
import { detailsForJson } from '../../print/image-for-json.ts'
import { imageBlock } from '../../print/image-block.ts'
import { jsonLine } from '../../print/json-line.ts'
import { tellLocalLinks } from '../../tell-local-links.ts'
import { withBridge } from '../../with-bridge.ts'

type Options = KeepingOptions & { profile?: string; json?: true }

/** `images create`: one photo at once, past the queue. */
export function createImage(cli: Cli, group: Command): void {
  addKeepingOptions(group.command('create'))
    .description('upload one photo at once, past the queue; from a web address the service fetches it itself')
    .argument('<file-or-url>', 'a file, or a web address (https://…) that anybody can open')
    .option('--json', 'one JSON line: image and receipt')
    .option('--profile <name>', 'account (default: the active profile)')
    .addHelpText('after', '\nFor many photos, and where no photo may be lost or sent twice, there is: hotfolder upload')
    .action(
      cli.act((place: string, options: Options) =>
        withBridge(cli, async reach => {
          const keeping = keepingOf(options)
          if (!keeping.ok) return keeping
          const from = /^https?:\/\//i.test(place)
            ? ({ kind: 'url', url: place } as const)
            : ({ kind: 'file', path: resolve(cli.terminal.cwd, place) } as const)
          const created = await reach.bridge.createImage({ profile: options.profile, ...keeping.value, from })
          if (!created.ok) return created
          const lines = options.json ? [jsonLine(detailsForJson(created.value))] : imageBlock(created.value)
          for (const line of lines) cli.terminal.out(line)
          if (!options.json) await tellLocalLinks(cli, reach, options.profile)
          return created
        }),
      ),
    )
}

import { resolve } from 'node:path'
import { type Bridge, fail, type FolderId, type Outcome, succeed } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { findFolder } from '../find-folder.ts'
import { addFolderOptions, type FolderOptions, folderSettingsOf } from '../folder-options.ts'
import { folderWords } from '../print/folder-words.ts'
import { settingsWords } from '../print/settings-words.ts'
import { grouped } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { table } from '../print/table.ts'
import { withBridge } from '../with-bridge.ts'

type Step = (bridge: Bridge, folder: FolderId) => Promise<Outcome<unknown>>

/** `folder …`: the folders that `watch` follows. */
export function folder(cli: Cli): void {
  const { terminal } = cli
  const group = cli.program.command('folder').description('watched folders')

  addFolderOptions(group.command('add'))
    .description('follow a folder from the next watch on, or at once where one runs')
    .argument('<path>')
    .action(
      cli.act((path: string, options: FolderOptions) =>
        withBridge(cli, async ({ bridge }) => {
          const settings = folderSettingsOf(options)
          const place = resolve(terminal.cwd, path)
          const added = await bridge.addFolder({ path: place, profile: options.profile, settings })
          if (added.ok) terminal.out(`Added ${printable(added.value.path)} for “${added.value.profile}”.`)
          return added
        }),
      ),
    )
  addFolderOptions(group.command('set'))
    .description('change how a folder is followed; what is not given stays')
    .argument('<folder>', 'its path or id')
    .action(
      cli.act((wanted: string, options: FolderOptions) =>
        withBridge(cli, async ({ bridge }) => {
          const settings = folderSettingsOf(options)
          if (Object.keys(settings).length === 0)
            return fail({ code: 'invalid-input', where: 'The command', detail: 'See: hotfolder folder set --help' })
          const snapshot = await bridge.snapshot({})
          if (!snapshot.ok) return snapshot
          const { profile: name } = options
          const folders = snapshot.value.folders.filter(one => name === undefined || one.profile === name)
          const found = await findFolder(folders, wanted, terminal.cwd)
          if (!found.ok) return found
          const changed = await bridge.changeFolder({ folder: found.value.id, settings })
          if (changed.ok)
            terminal.out(
              `${printable(changed.value.path)}: ${settingsWords(changed.value.settings) || 'the usual settings'}.`,
            )
          return changed
        }),
      ),
    )
  group
    .command('list')
    .description('print the watched folders')
    .option('--json', 'one JSON line per folder')
    .action(
      cli.act(({ json }: { json?: true }) =>
        withBridge(cli, async ({ bridge, isRunning }) => {
          const snapshot = await bridge.snapshot({})
          if (!snapshot.ok) return snapshot
          const { folders } = snapshot.value
          const rows = folders.map(one => [
            one.id,
            one.profile,
            `${grouped(one.known)} known`,
            printable(one.path),
            [folderWords(one, isRunning), settingsWords(one.settings)].filter(words => words !== '').join(' · '),
          ])
          const lines = json ? folders.map(one => JSON.stringify(one)) : table(rows, ['left', 'left', 'right'])
          for (const line of lines) terminal.out(line)
          return succeed({})
        }),
      ),
    )
  step('pause', 'leave a folder alone for now', 'is paused', (bridge, id) => bridge.pauseFolder({ folder: id }))
  step('resume', 'follow a paused folder again', 'is followed again', (bridge, id) =>
    bridge.resumeFolder({ folder: id }),
  )
  step(
    'remove',
    'stop following a folder; neither photos nor images are touched',
    'is not followed any more',
    (bridge, id) => bridge.removeFolder({ folder: id }),
  )

  function step(name: string, description: string, done: string, perform: Step): void {
    group
      .command(name)
      .description(description)
      .argument('<folder>', 'its path or id')
      .action(
        cli.act((wanted: string) =>
          withBridge(cli, async ({ bridge }) => {
            const snapshot = await bridge.snapshot({})
            if (!snapshot.ok) return snapshot
            const found = await findFolder(snapshot.value.folders, wanted, terminal.cwd)
            if (!found.ok) return found
            const outcome = await perform(bridge, found.value.id)
            if (outcome.ok) terminal.out(`${printable(found.value.path)} ${done}.`)
            return outcome
          }),
        ),
      )
  }
}

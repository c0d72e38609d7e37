import { resolve } from 'node:path'
import { type Bridge, type FolderView, type Outcome, succeed } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { exitCode } from '../exit-code.ts'
import { foldersAt } from '../find-folder.ts'
import { addFolderOptions, type FolderOptions, folderSettingsOf } from '../folder-options.ts'
import { localProfiles } from '../local-profiles.ts'
import { printable } from '../print/printable.ts'
import { reportPhotos } from '../report-photos.ts'
import { untilInterrupted } from '../terminal.ts'
import { valueOr } from '../value-or.ts'
import { type OwnEngine, withEngine } from '../with-engine.ts'

type Options = FolderOptions & { once?: true; json?: true }

/** `watch [FOLDER]`: follows folders and sends what comes, until Ctrl-C; `--once` sends what is there and ends. */
export function watch(cli: Cli): void {
  addFolderOptions(cli.program.command('watch'))
    .description('follow a folder, or all watched folders, and send what comes')
    .argument('[folder]', 'the folder to follow; it is added to the watched folders when it is not one yet')
    .option('--once', 'send what is there now, then end')
    .option('--json', 'one JSON line per photo when it ends, then one line with the summary')
    .action(
      cli.act((path: string | undefined, options: Options) =>
        withEngine(cli, async own => {
          const folders = valueOr(cli.terminal, await chosen(cli, own.bridge, path, options))
          if ('code' in folders) return folders.code
          if (folders.value.length > 0) return follow(cli, own, folders.value, path === undefined, options)
          cli.terminal.err('No folder is watched yet. Give one: hotfolder watch FOLDER')
          return exitCode.wrongUsage
        }),
      ),
    )
}

async function follow(
  cli: Cli,
  { engine, bridge }: OwnEngine,
  folders: FolderView[],
  all: boolean,
  options: Options,
): Promise<number> {
  const { terminal } = cli
  const local = valueOr(terminal, await localProfiles(bridge))
  if ('code' in local) return local.code
  const report = reportPhotos(terminal, engine.feed, { json: options.json === true, local: local.value })
  if (options.once) {
    await engine.start({ folders: 'none' })
    const batches: string[] = []
    for (const folder of folders) {
      const crawled = valueOr(cli.terminal, await bridge.crawlFolder({ folder: folder.id }))
      if ('code' in crawled) return crawled.code
      batches.push(crawled.value.batch)
    }
    report.begin(batches)
    return report.untilEnd()
  }
  report.begin('all')
  for (const folder of folders)
    terminal.err(`Watching ${printable(folder.path)} for “${folder.profile}”. Ctrl-C stops.`)
  // The first crawl of a large drive takes its time; Ctrl-C must not wait for it.
  const started = engine.start({ folders: all ? 'all' : folders.map(folder => folder.id) })
  await Promise.race([started, untilInterrupted(terminal)])
  return report.untilEnd()
}

/** All that are not paused; or the one at `path`, added or woken when need be. */
async function chosen(
  cli: Cli,
  bridge: Bridge,
  path: string | undefined,
  options: Options,
): Promise<Outcome<FolderView[]>> {
  if (path === undefined) {
    const snapshot = await bridge.snapshot({})
    return snapshot.ok ? succeed(snapshot.value.folders.filter(folder => !folder.paused)) : snapshot
  }
  const settings = folderSettingsOf(options)
  const there = await known(path)
  if (!there.ok) return there
  if (there.value !== undefined) return taken(there.value)
  const added = await bridge.addFolder({ path: resolve(cli.terminal.cwd, path), profile: options.profile, settings })
  return added.ok ? succeed([added.value]) : added

  async function known(wanted: string): Promise<Outcome<FolderView | undefined>> {
    const snapshot = await bridge.snapshot({})
    if (!snapshot.ok) return snapshot
    const profile = options.profile ?? snapshot.value.profiles.find(one => one.active)?.name
    const found = await foldersAt(snapshot.value.folders, wanted, cli.terminal.cwd)
    return succeed(found.find(folder => folder.profile === profile))
  }

  async function taken(folder: FolderView): Promise<Outcome<FolderView[]>> {
    if (Object.keys(settings).length > 0) {
      const changed = await bridge.changeFolder({ folder: folder.id, settings })
      if (!changed.ok) return changed
    }
    const awake = folder.paused ? await bridge.resumeFolder({ folder: folder.id }) : succeed(folder)
    return awake.ok ? succeed([awake.value]) : awake
  }
}

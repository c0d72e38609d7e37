import { resolve } from 'node:path'
import type { KeptOriginal } from '../../../../preload/contract/index.ts'
import { codeOfRun, tellFailures, troubleOf } from '../bulk/close-run.ts'
import { mirroredIds } from '../bulk/mirrored-ids.ts'
import { overImages } from '../bulk/over-images.ts'
import { createPace } from '../bulk/pace.ts'
import type { Cli } from '../cli.ts'
import { exitCode } from '../exit-code.ts'
import { openTargetFolder } from '../open-target-folder.ts'
import { backupWords, type KeptTally } from '../print/backup-words.ts'
import { bulkLine } from '../print/bulk-line.ts'
import { imageCount } from '../print/image-count.ts'
import { jsonLine } from '../print/json-line.ts'
import { keptWords } from '../print/kept-words.ts'
import { megabytes, timeLeft } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { syncWords } from '../print/sync-words.ts'
import { valueOr } from '../value-or.ts'
import { askBridge, workOverBridge } from '../with-bridge.ts'

type Options = { profile?: string; json?: true; dryRun?: true }

const help = `
What is there already and still has its bytes is not fetched again, so it can be broken off and run again at any time.
Nothing in the folder is ever deleted or overwritten.`

/** `backup FOLDER`: every original of the account, fetched back and verified. */
export function backup(cli: Cli): void {
  cli.program
    .command('backup')
    .description('fetch every original of the account into a folder, and verify each; goes on where it was broken off')
    .argument('<folder>', 'it is made when only its parent is there')
    .option('--dry-run', 'say what would be kept, and fetch nothing')
    .option('--json', 'one JSON line per original, with problem or null; then the summary')
    .option('--profile <name>', 'account (default: the active profile)')
    .addHelpText('after', help)
    .action(cli.act((folder: string, options: Options) => run(cli, folder, options)))
}

async function run(cli: Cli, path: string, options: Options): Promise<number> {
  const { terminal } = cli
  const { profile, dryRun } = options
  const json = options.json === true
  const opened = dryRun
    ? { value: resolve(terminal.cwd, path) }
    : valueOr(terminal, await openTargetFolder(path, terminal.cwd))
  if ('code' in opened) return opened.code
  const folder = opened.value
  const synced = await askBridge(cli, ({ bridge }) => bridge.syncLibrary({ profile, whole: true }))
  if ('code' in synced) return synced.code
  if (!json) terminal.out(printable(syncWords(synced.value)))
  if (dryRun) {
    const { total } = synced.value
    if (json) terminal.out(jsonLine({ summary: { dryRun: true, total } }))
    else
      terminal.out(
        `Dry run: ${imageCount(total)} would be kept in ${printable(folder)}, fetching what is not there yet. Nothing was done.`,
      )
    return exitCode.done
  }
  const tally: KeptTally = { fetched: 0, wasThere: 0, identical: 0, intact: 0, bytes: 0 }
  const pace = createPace(() => performance.now())

  function count({ wasThere, proof, bytes }: KeptOriginal): void {
    tally[proof] += 1
    tally[wasThere ? 'wasThere' : 'fetched'] += 1
    if (!wasThere) tally.bytes += bytes
  }

  return workOverBridge(cli, async ({ bridge }) => {
    const found = valueOr(terminal, await mirroredIds(bridge, profile))
    if ('code' in found) return found.code
    const total = found.value.length
    const run = await overImages(terminal, found.value, {
      perform: image => bridge.keepOriginal({ profile, image, folder }),
      tell(imageId, outcome) {
        pace.tick()
        if (outcome.ok) count(outcome.value)
        if (json) {
          const kept = outcome.ok
            ? { ...outcome.value, problem: null }
            : { imageId, problem: troubleOf(outcome.problem) }
          terminal.out(jsonLine(kept))
        } else if (outcome.ok && !terminal.isScreen) terminal.out(printable(keptWords(outcome.value)))
      },
      line(standing) {
        const seconds = pace.secondsLeft(total - standing.done - standing.failed)
        const left = seconds === null ? [] : [`${timeLeft(seconds)} left`]
        return bulkLine({ doing: 'kept', total, ...standing }, terminal.columns, [megabytes(tally.bytes), ...left])
      },
    })
    const failed = run.failures.length
    if (json) terminal.out(jsonLine({ summary: { ...tally, failed } }))
    else for (const line of backupWords(tally, { failed, folder })) terminal.out(line)
    tellFailures(terminal, run)
    if (run.end === 'interrupted') terminal.err('Stopped; the next run goes on.')
    return codeOfRun(terminal, run, { isSingle: false })
  })
}

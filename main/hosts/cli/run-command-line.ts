import { Command, CommanderError } from 'commander'
import type { Cli } from './cli.ts'
import { backup } from './commands/backup.ts'
import { demo } from './commands/demo.ts'
import { diagnostics } from './commands/diagnostics.ts'
import { folder } from './commands/folder.ts'
import { images } from './commands/images.ts'
import { keys } from './commands/keys.ts'
import { limit } from './commands/limit.ts'
import { localCloud } from './commands/local-cloud.ts'
import { profile } from './commands/profile.ts'
import { queue } from './commands/queue.ts'
import { receipts } from './commands/receipts.ts'
import { serve } from './commands/serve.ts'
import { sign } from './commands/sign.ts'
import { stats } from './commands/stats.ts'
import { status } from './commands/status.ts'
import { sync } from './commands/sync.ts'
import { upload } from './commands/upload.ts'
import { variants } from './commands/variants.ts'
import { watch } from './commands/watch.ts'
import { exitCode } from './exit-code.ts'
import { homeOf } from './home-of.ts'
import { sentenceOf } from './print/sentence.ts'
import type { Terminal } from './terminal.ts'

const groups: Record<string, readonly ((cli: Cli) => void)[]> = {
  'Sending photos:': [serve, upload, watch, status, queue, limit, receipts, folder],
  'What is on the account:': [images, sync, backup, stats],
  'Links and sizes:': [sign, keys, variants],
  'Accounts, and trying it out:': [profile, demo, localCloud, diagnostics],
}

const environment = `
Environment:
  HOTFOLDER_HOME        where Hotfolder keeps its queue (default: the platform's data folder)
  HOTFOLDER_API_TOKEN   an API token for unattended machines

Exit codes: 0 done; every photo is delivered or was before · 1 some are held or failed, or the command could not be done
            2 wrong usage, not confirmed, or Hotfolder already runs on this home · 130 stopped by Ctrl-C`

/** Runs one command line; answers with the exit code. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = exitCode.done
  const lines = (write: (line: string) => void) => (text: string) => text.trimEnd().split('\n').forEach(write)
  const program = new Command('hotfolder')
    .description('Watches folders, checks each photo, and delivers it to Cloudflare Images exactly once.')
    .exitOverride()
    .configureOutput({ writeOut: lines(terminal.out), writeErr: lines(terminal.err) })
    .showHelpAfterError('See: hotfolder --help')
    .addHelpText('after', environment)
  const cli: Cli = {
    program,
    terminal,
    home: homeOf(terminal),
    apiToken: terminal.env['HOTFOLDER_API_TOKEN'] || undefined,
    act:
      run =>
      async (...given) => {
        code = await run(...given)
      },
  }
  for (const [heading, group] of Object.entries(groups)) {
    program.commandsGroup(heading)
    for (const add of group) add(cli)
  }
  program.helpCommand(true)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return code
  } catch (error) {
    terminal.progress(null)
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.done : exitCode.wrongUsage
    terminal.err(sentenceOf({ code: 'unexpected', detail: error instanceof Error ? error.message : String(error) }))
    return exitCode.needsYou
  }
}

import { Command, CommanderError } from 'commander'
import type { Cli } from './cli.ts'
import { demo } from './commands/demo.ts'
import { folder } from './commands/folder.ts'
import { limit } from './commands/limit.ts'
import { localCloud } from './commands/local-cloud.ts'
import { profile } from './commands/profile.ts'
import { queue } from './commands/queue.ts'
import { receipts } from './commands/receipts.ts'
import { serve } from './commands/serve.ts'
import { status } from './commands/status.ts'
import { upload } from './commands/upload.ts'
import { watch } from './commands/watch.ts'
import { exitCode } from './exit-code.ts'
import { homeOf } from './home-of.ts'
import { sentenceOf } from './print/sentence.ts'
import type { Terminal } from './terminal.ts'

const environment = `
Environment:
  HOTFOLDER_HOME        where Hotfolder keeps its queue (default: the platform's data folder)
  HOTFOLDER_API_TOKEN   an API token for unattended machines

Exit codes: 0 every photo is delivered or was before · 1 some are held, failed or cancelled, or the command could not be done
            2 wrong usage, or Hotfolder already runs on this home · 130 stopped by Ctrl-C`

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
  for (const add of [demo, serve, upload, watch, status, queue, limit, receipts, profile, folder, localCloud]) add(cli)
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

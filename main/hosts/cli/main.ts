import { createNodeTerminal } from './node-terminal.ts'
import { logFailure } from './log-failure.ts'
import { homeOf } from './home-of.ts'
import { runCommandLine } from './run-command-line.ts'
import { sentenceOf } from './print/sentence.ts'
import { exitCode } from './exit-code.ts'

/** The whole program: reads the command line, runs it, and ends with its exit code. */
export async function main(): Promise<void> {
  const { terminal, end } = createNodeTerminal()
  let hasFailed = false

  function failed(error: unknown): void {
    // What fails while we end must not keep us from ending.
    if (hasFailed) process.exit(exitCode.needsYou)
    hasFailed = true
    logFailure(homeOf(terminal), error)
    terminal.progress(null)
    terminal.err(sentenceOf({ code: 'unexpected', detail: error instanceof Error ? error.message : String(error) }))
    end(exitCode.needsYou)
  }
  process.on('uncaughtException', failed)
  process.on('unhandledRejection', failed)

  end(await runCommandLine(process.argv.slice(2), terminal))
}

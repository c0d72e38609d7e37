import { createNodeTerminal } from './node-terminal.ts'
import { runCommandLine } from './run-command-line.ts'

/** The whole program: reads the command line, runs it, and ends with its exit code. */
export async function main(): Promise<void> {
  const { terminal, end } = createNodeTerminal()
  end(await runCommandLine(process.argv.slice(2), terminal))
}

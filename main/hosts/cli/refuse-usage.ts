import { exitCode } from './exit-code.ts'
import { sentenceOf } from './print/sentence.ts'
import type { Terminal } from './terminal.ts'

/** Tells what is wrong with the command line as a whole; answers with the exit code. */
export function refuseUsage(terminal: Pick<Terminal, 'err'>, detail: string): number {
  terminal.err(sentenceOf({ code: 'invalid-input', where: 'The command', detail }))
  return exitCode.wrongUsage
}

import { fail, type Outcome, succeed } from '../../../../preload/contract/index.ts'
import { exitCodeOfInterruption } from '../exit-code.ts'
import { grouped } from '../print/number.ts'
import { refuseUsage } from '../refuse-usage.ts'
import type { Terminal } from '../terminal.ts'
import { valueOr } from '../value-or.ts'
import type { Asked } from '../with-bridge.ts'
import { idOfLine } from './id-line.ts'
import { readLines } from './read-lines.ts'

/** What a command line names, in its order: as arguments, or with `-` on standard input, line by line. */
export type Names = { names: readonly string[]; fromInput: boolean }

/**
 * Reads them to the end before anybody is asked anything: who writes them may be another of our commands, and only one of
 * them at a time has the home.
 */
export async function readNames(terminal: Terminal, given: readonly string[]): Promise<Asked<Names>> {
  if (!given.includes('-')) return valueOr(terminal, named(given, false))
  if (given.length > 1) return { code: refuseUsage(terminal, 'Name them here, or - for standard input, not both.') }
  const lines = await readLines(terminal)
  if (lines === 'interrupted') return { code: exitCodeOfInterruption(terminal) }
  return valueOr(terminal, lines.ok ? named(lines.value, true) : lines)
}

function named(lines: readonly string[], fromInput: boolean): Outcome<Names> {
  const names: string[] = []
  for (const [n, line] of lines.entries()) {
    const name = fromInput ? idOfLine(line) : line
    if (fromInput && name === '') continue
    if (name === null || name === '' || name.length > 4_096)
      return fail({
        code: 'invalid-input',
        where: fromInput ? `Line ${grouped(n + 1)} of standard input` : `Argument ${grouped(n + 1)}`,
        detail: 'It names no image: write an id, or a JSON line with “id” or “imageId”.',
      })
    names.push(name)
  }
  return succeed({ names, fromInput })
}

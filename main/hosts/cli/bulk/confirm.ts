import { exitCode, exitCodeOfInterruption } from '../exit-code.ts'
import { printable } from '../print/printable.ts'
import type { Terminal } from '../terminal.ts'

/** What is about to happen and cannot be taken back. */
type Deed = {
  /** Who confirms types this. */
  word: string
  /** Given as `--confirm`. */
  given: string | undefined
  /** Standard input holds something else than answers. */
  isInputTaken?: boolean
  question: string
  /** What is true if it does not happen: “Nothing was deleted.” */
  otherwise: string
}

/** Null once it is confirmed, by typing the word or by `--confirm`; else the exit code, and why has been told. */
export async function confirm(terminal: Terminal, deed: Deed): Promise<number | null> {
  const { word, given, question, otherwise, isInputTaken = false } = deed
  const typed = given ?? (isInputTaken ? null : await terminal.ask(question))
  if (typed === null) {
    terminal.err(`Nobody can be asked here; confirm it with: --confirm ${printable(word)}. ${otherwise}`)
    return exitCode.wrongUsage
  }
  if (typed === word) return null
  if (terminal.interrupted.aborted) return exitCodeOfInterruption(terminal)
  terminal.err(
    given === undefined
      ? otherwise
      : `--confirm says ${printable(given)}, but it must be ${printable(word)}. ${otherwise}`,
  )
  return exitCode.wrongUsage
}

import type { Outcome } from '../../../preload/contract/index.ts'
import { exitCodeOf } from './exit-code.ts'
import { sentenceOf } from './print/sentence.ts'
import type { Terminal } from './terminal.ts'

/** The value, or one clear sentence and its exit code. */
export function valueOr<T>(terminal: Terminal, outcome: Outcome<T>): { value: T } | { code: number } {
  if (outcome.ok) return { value: outcome.value }
  terminal.err(sentenceOf(outcome.problem))
  return { code: exitCodeOf(outcome.problem) }
}

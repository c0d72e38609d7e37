import { explain, type Problem } from '../../../../preload/contract/index.ts'
import { printable } from './printable.ts'

/** A trouble in one line: what happened, then what can be done. */
export const sentence = ({ title, advice }: { title: string; advice: string }): string =>
  printable(`${title}. ${advice}`)

/** The same, of a problem. */
export const sentenceOf = (problem: Problem): string => sentence(explain(problem))

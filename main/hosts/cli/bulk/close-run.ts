import { concernsAll, explain, type Problem, type Trouble, type Run } from '../../../../preload/contract/index.ts'
import { exitCode, exitCodeOf, exitCodeOfInterruption } from '../exit-code.ts'
import { imageCount } from '../print/image-count.ts'
import { jsonLine } from '../print/json-line.ts'
import { grouped } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { sentenceOf } from '../print/sentence.ts'
import type { Terminal } from '../terminal.ts'

type Words = {
  total: number
  /** `deleted` */
  did: string
  json: boolean
}

/** Says how it went, each failure by name; answers with the exit code. */
export function closeRun(terminal: Terminal, run: Run, { total, did, json }: Words): number {
  const failed = run.failures.length
  if (json) terminal.out(jsonLine({ summary: { done: run.done, failed, left: total - run.done - failed } }))
  else {
    const isWhole = run.done === total
    const how = `${isWhole ? imageCount(total) : `${grouped(run.done)} of ${imageCount(total)}`} ${did}`
    const failures = failed === 0 ? '' : `, ${grouped(failed)} failed`
    const left = run.end === 'last' || isWhole ? '' : '; the others are as they were'
    terminal.out(`${run.end === 'interrupted' && !isWhole ? 'Stopped: ' : ''}${how}${failures}${left}.`)
  }
  tellFailures(terminal, run)
  return codeOfRun(terminal, run, { isSingle: total === 1 })
}

/** Each failure by name; what all would have failed of is said once. */
export function tellFailures(terminal: Terminal, { failures, end }: Run): void {
  for (const { id, problem } of failures) {
    if (concernsAll(problem)) continue
    const isNamed = 'imageId' in problem && problem.imageId === id
    terminal.err(isNamed ? sentenceOf(problem) : `${printable(id)}: ${sentenceOf(problem)}`)
  }
  if (typeof end === 'object') terminal.err(sentenceOf(end))
}

/** 0 when all are done. One image alone ends like any other command; of many, some failed. */
export function codeOfRun(terminal: Terminal, { failures, end }: Run, { isSingle }: { isSingle: boolean }): number {
  if (end === 'interrupted') return exitCodeOfInterruption(terminal)
  if (typeof end === 'object') return exitCodeOf(end)
  const [first] = failures
  if (first === undefined) return exitCode.done
  return isSingle ? exitCodeOf(first.problem) : exitCode.needsYou
}

/** A problem as programs read it. */
export const troubleOf = (problem: Problem): Trouble => ({ code: problem.code, ...explain(problem) })

import type { Problem, ProblemCode } from '../../../preload/contract/index.ts'
import type { Tally } from './tally.ts'

/** What the shell is told at the end. */
export const exitCode = { done: 0, needsYou: 1, wrongUsage: 2, interrupted: 130 } as const

/** These say that the command line asked for something that cannot be, as opposed to something that went wrong. */
const usage: readonly ProblemCode[] = [
  'already-running',
  'command-unknown',
  'folder-not-a-folder',
  'folder-unknown',
  'invalid-input',
  'job-unknown',
  'path-unknown',
  'profile-unknown',
]

/** The exit code of a command that ended with this problem. */
export const exitCodeOf = (problem: Problem): number =>
  usage.includes(problem.code) ? exitCode.wrongUsage : exitCode.needsYou

/** 0 when every photo is delivered or duplicate, else 1. */
export const exitCodeOfTally = ({ counts }: Tally): number =>
  counts.held + counts.failed + counts.cancelled === 0 ? exitCode.done : exitCode.needsYou

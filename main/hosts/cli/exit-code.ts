import type { Problem, ProblemCode } from '../../../preload/contract/index.ts'
import type { Tally } from './tally.ts'
import type { Terminal } from './terminal.ts'

/** What the shell is told at the end. */
export const exitCode = { done: 0, needsYou: 1, wrongUsage: 2, interrupted: 130 } as const

/**
 * These say that the command line asked for something that cannot be, as opposed to something that went wrong: a name that
 * stands for nothing, or an id and a link that can never be what was asked of them.
 */
const usage: readonly ProblemCode[] = [
  'already-running',
  'command-unknown',
  'custom-id-public',
  'custom-id-refused',
  'folder-not-a-folder',
  'folder-unknown',
  'image-unknown',
  'invalid-input',
  'job-unknown',
  'link-not-signable',
  'path-unknown',
  'profile-unknown',
  'signing-key-unknown',
  'variant-unknown',
]

/** The exit code of a command that ended with this problem. */
export const exitCodeOf = (problem: Problem): number =>
  usage.includes(problem.code) ? exitCode.wrongUsage : exitCode.needsYou

/** 0 when every photo is delivered or duplicate, else 1. */
export const exitCodeOfTally = ({ counts }: Tally): number =>
  counts.held + counts.failed + counts.cancelled === 0 ? exitCode.done : exitCode.needsYou

/** A person pressed Ctrl-C, or nobody reads what we write any more. */
export const exitCodeOfInterruption = ({ interrupted }: Pick<Terminal, 'interrupted'>): number =>
  interrupted.reason === 'unread' ? exitCode.needsYou : exitCode.interrupted

import { Problem } from '../../../preload/contract/index.ts'

/** Carries a Problem out of the writing of a file, which only knows exceptions. */
export class Stopped extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** The Problem an exception carries: ours, or that of a broken line. */
export function problemIn(error: unknown): Problem | null {
  if (typeof error !== 'object' || error === null || !('problem' in error)) return null
  const carried = Problem.safeParse(error.problem)
  return carried.success ? carried.data : null
}

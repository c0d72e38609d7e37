import { Problem } from '../../preload/contract/index.ts'

/** Carries a Problem through code that only knows exceptions: libraries, and a photo's byte stream. */
export class Failure extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.code)
    this.name = 'Failure'
    this.problem = problem
  }
}

/** The Problem an error carries as `problem`, itself or through its causes; null when it carries none. */
export function problemIn(error: unknown): Problem | null {
  for (let link = error, depth = 0; typeof link === 'object' && link !== null && depth < 8; depth += 1) {
    if ('problem' in link) {
      const carried = Problem.safeParse(link.problem)
      if (carried.success) return carried.data
    }
    link = 'cause' in link ? link.cause : null
  }
  return null
}

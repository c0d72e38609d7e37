import { Problem } from '../../preload/contract/index.ts'

/** Why a signal stopped us: the Problem given as its reason, else `interrupted`. */
export function abortProblem(signal: AbortSignal): Problem {
  const reason = Problem.safeParse(signal.reason)
  return reason.success ? reason.data : { code: 'interrupted' }
}

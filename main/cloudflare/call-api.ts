import { APIConnectionTimeoutError, APIError } from 'cloudflare'
import { fail, succeed, type Outcome } from '../../preload/contract/index.ts'
import type { BudgetName, Gate } from '../engine/ports.ts'
import { abortProblem } from './abort-problem.ts'
import { readAnswer, type Answer } from './answer.ts'
import { budgetLeft } from './budget-left.ts'
import { problemIn } from './failure.ts'

/** One call of the official package; `signal` must be passed on to it. */
export type Perform = (options: { signal: AbortSignal }) => { asResponse(): Promise<Response> }

/** Waits for the gate, makes one management call and tells the gate what is left. Any HTTP answer is a success here. */
export type CallApi = (budget: BudgetName, perform: Perform, signal: AbortSignal) => Promise<Outcome<Answer>>

export function createCallApi(gate: Gate, replyMs: number): CallApi {
  return async (budget, perform, signal) => {
    try {
      await gate.admit(budget, signal)
      signal.throwIfAborted()
      // The package never lets go of a signal it was given; a derived one can be forgotten with the call.
      const answer = await answerOf(perform({ signal: AbortSignal.any([signal]) }))
      const left = budgetLeft(answer.headers)
      if (left !== null) gate.observed(budget, left.remaining, left.resetMs)
      return succeed(answer)
    } catch (error) {
      if (signal.aborted) return fail(abortProblem(signal))
      if (error instanceof APIConnectionTimeoutError) return fail({ code: 'reply-late', quietMs: replyMs })
      return fail(problemIn(error) ?? { code: 'unexpected', detail: String(error) })
    }
  }
}

async function answerOf(call: ReturnType<Perform>): Promise<Answer> {
  try {
    const response = await call.asResponse()
    return readAnswer(response.status, response.headers, await response.text())
  } catch (error) {
    if (!(error instanceof APIError) || error.status === undefined || error.headers === undefined) throw error
    // A body that is no JSON is kept by the package only in its message.
    return readAnswer(error.status, error.headers, error.error ?? error.message)
  }
}

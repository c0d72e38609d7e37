import { APIError } from 'cloudflare'
import { fail, succeed, type Outcome } from '../../preload/contract/index.ts'
import type { BudgetName, Gate } from '../engine/ports.ts'
import { abortProblem } from './abort-problem.ts'
import { readAnswer, type Answer } from './answer.ts'
import { budgetLeft } from './budget-left.ts'
import { problemIn } from './failure.ts'

/** One call of the official package; `signal` must be passed on to it. */
export type Perform = (options: { signal: AbortSignal }) => { asResponse(): Promise<Response> }

/** Waits for the gate, makes one management call and tells the gate what is left. Any HTTP answer is a success here. */
export type CallApi = <Taken extends { headers: Headers }>(
  budget: BudgetName,
  perform: Perform,
  /** What becomes of an answer that is no refusal. */
  take: (response: Response) => Promise<Taken>,
  signal: AbortSignal,
) => Promise<Outcome<Taken | Answer>>

export function createCallApi({ gate, profile, token }: { gate: Gate; profile: string; token: string }): CallApi {
  // No header can carry such a token; the platform would say so with the token in its words.
  const isSendable = /^[\x21-\x7e]*$/.test(token)
  return async (budget, perform, take, signal) => {
    if (!isSendable) return fail({ code: 'token-rejected', profile, needs: null })
    try {
      await gate.admit(budget, signal)
      signal.throwIfAborted()
      // The package never lets go of a signal it was given; a derived one can be forgotten with the call.
      const taken = await taking(perform({ signal: AbortSignal.any([signal]) }), take)
      const left = budgetLeft(taken.headers)
      if (left !== null) gate.observed(budget, left.remaining, left.resetMs)
      return succeed(taken)
    } catch (error) {
      if (signal.aborted) return fail(abortProblem(signal))
      return fail(problemIn(error) ?? { code: 'unexpected', detail: String(error) })
    }
  }
}

/** Reads an answer to its end. */
export const wholeAnswer = async (response: Response): Promise<Answer> =>
  readAnswer(response.status, response.headers, await response.text())

async function taking<Taken>(call: ReturnType<Perform>, take: (response: Response) => Promise<Taken>) {
  try {
    return await take(await call.asResponse())
  } catch (error) {
    if (!(error instanceof APIError) || error.status === undefined || error.headers === undefined) throw error
    // A body that is no JSON is kept by the package only in its message, after the status.
    return readAnswer(error.status, error.headers, error.error ?? error.message.slice(`${error.status} `.length))
  }
}

import type { Cloudflare } from 'cloudflare'
import type { z } from 'zod'
import { fail, succeed, type Outcome } from '../../preload/contract/index.ts'
import type { Perform } from './call-api.ts'
import type { CallEither } from './call-either.ts'
import { problemOf, type Asked } from './problem-of.ts'

export type AccountCall<Result> = Pick<Asked, 'needs' | 'about'> & {
  perform: Perform
  /** The same on the batch host, for calls of which there may be thousands in a row. */
  onBatchHost?: (batch: Cloudflare) => Perform
  result: z.ZodType<Result>
}

/** Makes one call of an account and reads its result; a refusal becomes a Problem, and so does a result we cannot read. */
export type CallAccount = <Result>(call: AccountCall<Result>, signal: AbortSignal) => Promise<Outcome<Result>>

type Sources = { profile: string; accountId: string; callEither: CallEither }

export function createCallAccount({ profile, accountId, callEither }: Sources): CallAccount {
  return async ({ needs, about, perform, onBatchHost, result }, signal) => {
    const answer = await callEither({ onAccount: perform, onBatchHost: onBatchHost ?? null }, signal)
    if (!answer.ok) return answer
    if (!answer.value.succeeded) return fail(problemOf(answer.value, { profile, accountId, needs, about }))
    const read = result.safeParse(answer.value.result)
    if (read.success) return succeed(read.data)
    return fail({ code: 'not-understood', status: answer.value.status, detail: `in its result, ${amiss(read.error)}` })
  }
}

// Where and what kind, never the value: a signing key may be among them.
const amiss = ({ issues }: z.ZodError) =>
  issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.map(String).join('.') || 'all of it'}: ${message}`)
    .join('; ')

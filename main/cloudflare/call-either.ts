import type { Cloudflare } from 'cloudflare'
import type { Outcome } from '../../preload/contract/index.ts'
import type { Answer } from './answer.ts'
import type { BatchLane } from './batch-lane.ts'
import { wholeAnswer, type CallApi, type Perform } from './call-api.ts'

/** One call, as the account's host takes it, and as the batch host does, whose paths have neither version nor account. */
export type Ways = { onAccount: Perform; onBatchHost: ((batch: Cloudflare) => Perform) | null }

/** Makes a call on whichever budget is open for it (images-api §1.5); each service is asked at most once. */
export type CallEither = (ways: Ways, signal: AbortSignal) => Promise<Outcome<Answer>>

export function createCallEither(callApi: CallApi, lane: BatchLane): CallEither {
  return async ({ onAccount, onBatchHost }, signal) => {
    const batch = onBatchHost === null ? null : lane.next()
    if (onBatchHost === null || batch === null) return callApi('account', onAccount, wholeAnswer, signal)
    const answer = await callApi('batch', onBatchHost(batch), wholeAnswer, signal)
    const why = turnedAway(answer)
    if (why === null) {
      if (answer.ok && speaksOfImages(answer.value)) lane.worked(batch)
      return answer
    }
    lane.close(batch, why)
    return callApi('account', onAccount, wholeAnswer, signal)
  }
}

// Only what was turned away unread may be asked again on the account's budget: nothing has come of it.
function turnedAway(answer: Outcome<Answer>): 'refused' | 'unreachable' | null {
  if (!answer.ok) return answer.problem.code === 'offline' ? 'unreachable' : null
  if (speaksOfImages(answer.value)) return null
  return [401, 403, 404, 405].includes(answer.value.status) ? 'refused' : null
}

// A 404 without this code is about the path: it must never be taken for an image that is gone.
const speaksOfImages = ({ succeeded, codes }: Answer) => succeeded || codes.includes(5404)

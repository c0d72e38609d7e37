import { fail, succeed, type Outcome, type Problem } from '../../preload/contract/index.ts'
import type { ImagesApi, Original } from '../engine/ports.ts'
import { abortProblem } from './abort-problem.ts'
import type { Account } from './account.ts'
import { wholeAnswer, type CallApi } from './call-api.ts'
import { Failure, problemIn } from './failure.ts'
import { isPicture } from './is-picture.ts'
import { isAddressable } from './is-addressable.ts'
import { problemOf } from './problem-of.ts'

/** The service takes 10 MB; whatever it may allow one day, a download must end. */
const mostBytes = 100_000_000

type Sources = Pick<Account, 'client' | 'accountId'> & { callApi: CallApi; profile: string }

/** Fetches an original (images-api §2.7) as it comes, never held whole. Left unread, it ends with its signal. */
export function createOriginal({ client, accountId, callApi, profile }: Sources): ImagesApi['original'] {
  return async (id, signal) => {
    if (!isAddressable(id)) return fail({ code: 'image-unknown', imageId: id })
    const over = new AbortController()
    const answer = await callApi(
      'account',
      options => client.images.v1.blobs.get(id, { account_id: accountId }, options),
      async response => (isPicture(response.headers) ? response : wholeAnswer(response)),
      AbortSignal.any([signal, over.signal]),
    )
    if (!answer.ok) return answer
    if (answer.value instanceof Response) {
      const original = originalIn(answer.value, id, signal)
      // What nobody will read must not keep the line.
      if (!original.ok) over.abort()
      return original
    }
    return fail(
      answer.value.succeeded
        ? { code: 'not-understood', status: answer.value.status, detail: 'words instead of an image' }
        : problemOf(answer.value, { profile, accountId, needs: 'read', about: { kind: 'image', id } }),
    )
  }
}

function originalIn(response: Response, imageId: string, signal: AbortSignal): Outcome<Original> {
  const announced = response.headers.get('content-length')
  const bytes = announced === null ? null : Number(announced)
  const packed = response.headers.get('content-encoding')
  const damaged = (detail: string): Problem => ({ code: 'download-damaged', imageId, detail })

  if (packed !== null) {
    return fail({ code: 'not-understood', status: response.status, detail: `the image comes packed with ${packed}` })
  }
  if (bytes !== null && bytes > mostBytes) return fail(damaged(tooLong))

  async function* read() {
    let received = 0
    try {
      for await (const chunk of response.body ?? []) {
        received += chunk.length
        if (received > mostBytes) throw new Failure(damaged(tooLong))
        yield chunk
      }
    } catch (error) {
      if (signal.aborted) throw new Failure(abortProblem(signal))
      throw new Failure(problemIn(error) ?? damaged(String(error)))
    }
    if (bytes !== null && received !== bytes) throw new Failure(damaged(`${received} of ${bytes} bytes came.`))
  }
  return succeed({ type: response.headers.get('content-type') ?? '', bytes, read })
}

const tooLong = `It is longer than ${mostBytes / 1_000_000} MB.`

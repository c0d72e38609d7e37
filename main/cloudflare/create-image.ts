import type { Cloudflare } from 'cloudflare'
import { explain, fail, succeed, type Problem } from '../../preload/contract/index.ts'
import type { ImagesApi, Source } from '../engine/ports.ts'
import { abortProblem } from './abort-problem.ts'
import type { Account } from './account.ts'
import { fileOf } from './file-of.ts'
import { hideSecret } from './hide-secret.ts'
import { ApiImage, imageOf } from './image-of.ts'
import { orderFields } from './order-fields.ts'

type Create = Parameters<Cloudflare['images']['v1']['create']>[0]

/**
 * Uploads one image in one call (images-api §2.3). It is never tried again by itself, nor on another budget:
 * the service keeps the same picture twice without a word.
 */
export function createCreate({ client, accountId, call, now }: Account): ImagesApi['create'] {
  return async (source, order, signal) => {
    const address = source.kind === 'url' ? withoutCredentials(source.url) : null
    let mayHaveLeft = false

    const post = async (options: { signal: AbortSignal }) => {
      const what = await sourceFields(source, options.signal)
      mayHaveLeft = true
      const params: Create = { account_id: accountId, ...orderFields(order), ...what }
      return client.images.v1.create(params, options).asResponse()
    }
    const created = await call(
      {
        needs: 'write',
        about: { kind: 'new-image', id: order.id ?? null, url: address?.url ?? null },
        perform: options => ({ asResponse: () => post(options) }),
        result: ApiImage,
      },
      signal,
    )
    if (created.ok) return succeed(imageOf(created.value, now()))
    const isStopped = signal.aborted && created.problem.code === abortProblem(signal).code
    const isOpen = mayHaveLeft && (isStopped || leavesOpen(created.problem))
    return fail(withoutSecret(isOpen ? arrivalUnknown(created.problem) : created.problem, address?.secret ?? ''))
  }
}

const sourceFields = async (source: Source, signal: AbortSignal) =>
  source.kind === 'url' ? { url: source.url } : { file: await fileOf(source.photo, signal) }

/** Whether the image may be there although we were not told so. */
function leavesOpen(problem: Problem): boolean {
  switch (problem.code) {
    case 'line-cut':
    case 'reply-late':
      return true
    // A gateway's words, not the backend's: that one may have gone on. 408 says that it did not get all.
    case 'service-trouble':
      return problem.apiCode === null && problem.status !== 408
    case 'not-understood':
      return problem.status >= 200 && problem.status < 300
    default:
      return false
  }
}

function arrivalUnknown(problem: Problem): Problem {
  const { title } = explain(problem)
  return { code: 'arrival-unknown', detail: 'detail' in problem ? `${title}: ${problem.detail}` : title }
}

// An address may carry a name and password (images-api §2.3), which are nobody's business but the service's.
function withoutCredentials(text: string): { url: string; secret: string } {
  if (!URL.canParse(text)) return { url: text, secret: '' }
  const url = new URL(text)
  const secret = url.password === '' ? url.username : url.password
  if (secret === '') return { url: text, secret }
  url.username = ''
  url.password = ''
  return { url: url.href, secret }
}

const withoutSecret = (problem: Problem, secret: string): Problem =>
  'detail' in problem ? { ...problem, detail: hideSecret(problem.detail, secret) } : problem

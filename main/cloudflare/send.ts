import type { Readable } from 'node:stream'
import { request, type Dispatcher } from 'undici'
import { fail, succeed, type Image, type Outcome, type Problem } from '../../preload/contract/index.ts'
import type { ImagesApi, Photo } from '../engine/ports.ts'
import { abortProblem } from './abort-problem.ts'
import { readAnswer, type Answer } from './answer.ts'
import { problemIn } from './failure.ts'
import { ApiImage, imageOf } from './image-of.ts'
import { lineProblem } from './line-problem.ts'
import { photoForm } from './photo-form.ts'
import { platformHeaders } from './platform-headers.ts'
import { problemOf } from './problem-of.ts'
import { readText } from './read-text.ts'
import { readingProblem } from './reading-problem.ts'

type Sender = {
  dispatcher: Dispatcher
  profile: string
  accountId: string
  replyMs: number
  now: () => number
}

/** Sends one photo to its one-time URL (images-api §2.15). Silence counts only after the last byte. */
export function createSend(sender: Sender): ImagesApi['send'] {
  return async (photo, reservation, signal, onSent, onAllSent) => {
    const posted = await post(sender, photo, reservation.uploadUrl, signal, onSent, onAllSent)
    if (!posted.ok) return posted
    const answer = posted.value
    if (!answer.succeeded) {
      const { profile, accountId } = sender
      return fail(problemOf(answer, { profile, accountId, needs: 'nothing', about: { kind: 'upload' } }))
    }
    return received(answer, reservation.imageId, sender.now())
  }
}

function received(answer: Answer, imageId: string, now: number): Outcome<Image> {
  const read = ApiImage.safeParse(answer.result)
  const image = read.success && read.data.draft !== true ? imageOf(read.data, now) : null
  if (image?.id === imageId) return succeed(image)
  const detail = image === null ? 'the reply names no image' : `the reply names another image, ${image.id}`
  return fail({ code: 'not-understood', status: answer.status, detail })
}

async function post(
  { dispatcher, replyMs }: Sender,
  photo: Photo,
  uploadUrl: string,
  signal: AbortSignal,
  onSent: (bytes: number) => void,
  onAllSent: () => void,
): Promise<Outcome<Answer>> {
  const url = new URL(uploadUrl)
  const over = new AbortController()
  const ended = AbortSignal.any([signal, over.signal])
  let begun = false
  let patience: NodeJS.Timeout | undefined
  const expectReply = () => {
    patience ??= setTimeout(() => over.abort({ code: 'reply-late', quietMs: replyMs } satisfies Problem), replyMs)
  }
  const form = photoForm(photo, onSent, () => {
    expectReply()
    onAllSent()
  })
  let unreadable: Problem | null = null

  async function* body() {
    begun = true
    try {
      yield* form.body(ended)
    } catch (error) {
      unreadable = readingProblem(photo, error)
      throw error
    }
  }

  try {
    const answer = await request(url, {
      dispatcher,
      method: 'POST',
      // undici takes any async iterable and waits for the line to drain; its types name only Readable.
      body: body() as unknown as Readable,
      signal: ended,
      headers: { 'content-type': form.type, 'content-length': String(form.length) },
      headersTimeout: 0,
      bodyTimeout: 0,
    })
    // An answer that comes before the last byte must not be waited for for ever either.
    expectReply()
    const text = await readText(answer.statusCode, answer.body)
    return succeed(readAnswer(answer.statusCode, platformHeaders(answer.headers), text))
  } catch (error) {
    if (ended.aborted) return fail(abortProblem(ended))
    return fail(unreadable ?? problemIn(error) ?? lineProblem(error, url.host, begun))
  } finally {
    clearTimeout(patience)
    // Stops reading the photo when the service answered early.
    over.abort()
  }
}

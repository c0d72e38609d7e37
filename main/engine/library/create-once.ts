import {
  explain,
  fail,
  type Image,
  type ImageId,
  type Outcome,
  type Problem,
  type ProfileName,
  succeed,
} from '../../../preload/contract/index.ts'
import type { Clock, Order, Source } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'
import { secondOf, sha256Of } from './same-image.ts'

type Needs = { clock: Clock; calls: AccountCalls }

/** How far the service's clock may be from ours when one image of a name is told from an older one. */
const skewMs = 600_000

/** Uploads in one call, and once only: the same content sent twice makes two images (images-api §2.3). */
export function createCreateOnce({ clock, calls }: Needs) {
  return async (profile: ProfileName, source: Source, order: Order): Promise<Outcome<Image>> => {
    const since = clock.now()
    const created = await calls.once(profile, (images, signal, moved) =>
      images.create(moving(source, moved), order, signal),
    )
    if (created.ok || !isFateUnknown(created.problem)) return created
    if (order.id === undefined) return fail(arrivalUnknown(created.problem))
    return settle(profile, order.id, order, since, created.problem)
  }

  /** Under an id of one's own it can be asked whether it arrived. */
  async function settle(
    profile: ProfileName,
    id: ImageId,
    order: Order,
    since: number,
    because: Problem,
  ): Promise<Outcome<Image>> {
    const asked = await calls.repeat(profile, (images, signal) => images.ask(id, signal))
    if (!asked.ok || asked.value.kind !== 'image') return fail(arrivalUnknown(because))
    const { image } = asked.value
    const isOurs = sha256Of(image) === sha256Of(order) && secondOf(image.uploadedAt) >= secondOf(since - skewMs)
    return isOurs ? succeed(image) : fail({ code: 'image-exists', imageId: id })
  }
}

/** Every chunk that is read says that it goes on. */
function moving(source: Source, moved: () => void): Source {
  if (source.kind === 'url') return source
  const { photo } = source
  async function* open(signal: AbortSignal) {
    for await (const chunk of photo.open(signal)) {
      moved()
      yield chunk
    }
  }
  return { kind: 'file', photo: { ...photo, open } }
}

const unknownFates: ReadonlySet<Problem['code']> = new Set([
  'arrival-unknown',
  'line-cut',
  'stalled',
  'reply-late',
  'interrupted',
  'service-trouble',
])

const isFateUnknown = ({ code }: Problem) => unknownFates.has(code)

const arrivalUnknown = (problem: Problem): Problem =>
  problem.code === 'arrival-unknown' ? problem : { code: 'arrival-unknown', detail: explain(problem).title }

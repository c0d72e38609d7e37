import type { Image, Outcome, Problem, Receipt, Reservation, UploadJob } from '../../preload/contract/index.ts'
import type { Bandwidth } from './bandwidth.ts'
import { measuredPhoto, unchanged } from './measured-photo.ts'
import type { Clock, Digest, Disk, ImagesApi } from './ports.ts'
import { metadataOf } from './preflight.ts'
import { stallGuard } from './stall-guard.ts'

/** A step worth saving. `reserved` returns once it is on the disk: only then may the first byte leave. */
export type Step = { kind: 'reserved'; reservation: Reservation } | { kind: 'sent' } | { kind: 'foundMissing' }

/**
 * How one try ended. `keepsReservation`: what became of the image is unknown, so it is asked for before anything is sent again.
 * `onlyAsked`: it was the asking that failed, which says nothing against the photo.
 */
export type Delivery =
  | { kind: 'delivered'; image: Image }
  | { kind: 'alreadyThere'; receipt: Receipt }
  | { kind: 'stumbled'; because: Problem; keepsReservation: boolean; onlyAsked: boolean }

type Ports = {
  clock: Clock
  disk: Disk
  digest: Digest
  bandwidth: Bandwidth
  receiptOf(job: UploadJob): Receipt | undefined
}

/** No byte for this long, and the line counts as dead. */
export const sendQuietMs = 30_000
/** An API call that carries no photo has this long in all. */
export const callQuietMs = 60_000

const stumble = (because: Problem, keepsReservation: boolean, onlyAsked = false): Delivery => ({
  kind: 'stumbled',
  because,
  keepsReservation,
  onlyAsked,
})

/** Reserves, then sends one photo; with a reservation in hand it asks first. Knows nothing of HTTP, SQLite or Electron. */
export function createDeliverPhoto({ clock, disk, digest, bandwidth, receiptOf }: Ports) {
  return async (
    job: UploadJob,
    images: ImagesApi,
    signal: AbortSignal,
    report: (step: Step) => void,
    onSent: (bytes: number) => void,
  ): Promise<Delivery> => {
    const call = async <T>(perform: (signal: AbortSignal) => Promise<Outcome<T>>): Promise<Outcome<T>> => {
      using quiet = stallGuard(clock, callQuietMs)
      return perform(AbortSignal.any([signal, quiet.signal]))
    }

    if (job.state.kind === 'confirming') {
      const settled = await settleReservation(job.state.reservation)
      if (settled !== 'missing') return settled
      report({ kind: 'foundMissing' })
    }

    const receipt = receiptOf(job)
    if (receipt !== undefined) return { kind: 'alreadyThere', receipt }
    const before = await unchanged(job, disk)
    if (!before.ok) return stumble(before.problem, false)

    const order = { sending: job.sending, metadata: metadataOf(job.sending, job.sha256) }
    // Waiting for the budget is not silence: the guard starts with the request, inside the gate.
    const reserved = await images.reserve(order, signal)
    if (!reserved.ok) return stumble(reserved.problem, false)
    report({ kind: 'reserved', reservation: reserved.value })
    return send(reserved.value)

    /** What became of an image we may or may not have sent. Whatever is not a whole image is cleared away, so that a late arrival cannot double it. */
    async function settleReservation({ imageId }: Reservation): Promise<Delivery | 'missing'> {
      const asked = await call(quiet => images.ask(imageId, quiet))
      if (!asked.ok) return stumble(asked.problem, true, true)
      if (asked.value.kind === 'image') return accept(asked.value.image)
      const cleared = await call(quiet => images.discard(imageId, quiet))
      return cleared.ok ? 'missing' : stumble(cleared.problem, true, true)
    }

    async function send(reservation: Reservation): Promise<Delivery> {
      const { photo, hashSent } = measuredPhoto(job, disk, digest, bandwidth)
      const quiet = stallGuard(clock, sendQuietMs)
      const moved = (bytes: number) => {
        quiet.moved()
        onSent(bytes)
      }
      const allSent = () => {
        // From here on the reply has its own time limit; a slow answer is no stalled line.
        quiet[Symbol.dispose]()
        report({ kind: 'sent' })
      }
      using _ = quiet
      const sent = await images.send(photo, reservation, AbortSignal.any([signal, quiet.signal]), moved, allSent)
      if (sent.ok && hashSent() !== job.sha256) return stumble({ code: 'photo-changed', path: job.stamp.path }, false)
      if (sent.ok) return accept(sent.value)
      return stumble(sent.problem, isFateUnknown(sent.problem))
    }

    /** Size and mtime once more: a change means the bytes that arrived may not be the file. */
    async function accept(image: Image): Promise<Delivery> {
      const after = await unchanged(job, disk)
      if (!after.ok && after.problem.code === 'photo-changed') return stumble(after.problem, false)
      return { kind: 'delivered', image }
    }
  }
}

/** A clear refusal leaves no image behind; anything else may have. */
function isFateUnknown(problem: Problem): boolean {
  switch (problem.code) {
    case 'photo-changed':
    case 'photo-gone':
    case 'photo-refused':
      return false
    default:
      return true
  }
}

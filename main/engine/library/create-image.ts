import {
  fail,
  type ImageDetails,
  type Outcome,
  type ProfileName,
  type Receipt,
  type Sha256,
  succeed,
} from '../../../preload/contract/index.ts'
import type { DiscardList } from '../discard-list.ts'
import { imageAsSent } from '../image-as-sent.ts'
import { measuredPhoto } from '../measured-photo.ts'
import type { Order, Ports, Source } from '../ports.ts'
import type { Bandwidth } from '../bandwidth.ts'
import type { AccountCalls } from './account-calls.ts'
import { askImage } from './ask-image.ts'
import { fitting } from './change-metadata.ts'
import { createCreateOnce } from './create-once.ts'
import { type FitPhoto, inspectPhoto } from './inspect-photo.ts'
import type { Mirror } from './mirror.ts'
import { type Keeping, orderOf } from './order-of.ts'
import type { SettleChanges } from './settle-changes.ts'
import { type InTurn, turnOfBytes } from '../turns.ts'
import type { UnsettledChanges } from './unsettled-changes.ts'

type Needs = Pick<Ports, 'clock' | 'chance' | 'disk' | 'digest' | 'inspector' | 'store'> & {
  bandwidth: Bandwidth
  calls: AccountCalls
  mirror: Mirror
  changes: UnsettledChanges
  settling: SettleChanges
  discards: DiscardList
  inTurn: InTurn
  stopping: AbortSignal
}

const unlearned = 'It was kept already; then it was changed, and how that ended is not known yet.'

/** Sends one image at once, past the queue: a file like any photo of ours, or an address the service fetches. */
export function createCreateImage(needs: Needs) {
  const { clock, store, calls, mirror } = needs
  const create = createCreateOnce(needs)

  return async (
    profile: ProfileName,
    from: { kind: 'url'; url: string } | { kind: 'file'; path: string },
    keeping: Keeping,
  ): Promise<Outcome<ImageDetails>> => {
    const order = orderOf(keeping)
    if (!order.ok) return order
    return from.kind === 'url' ? fetched(profile, from, order.value) : sent(profile, from.path, order.value)
  }

  async function fetched(profile: ProfileName, source: Source, order: Order): Promise<Outcome<ImageDetails>> {
    const created = await create(profile, source, order)
    if (!created.ok) return created
    store.transaction('soon', () => {
      filled(profile, order, null)
      mirror.kept(profile, created.value)
    })
    return succeed({ image: created.value, receipt: null })
  }

  /** An id that was free to be taken holds none of what we sent under it before. */
  function filled(profile: ProfileName, { id }: Order, sha256: Sha256 | null): void {
    if (id !== undefined) store.receipts.filled(profile, id, sha256, clock.now())
  }

  async function sent(profile: ProfileName, path: string, order: Order): Promise<Outcome<ImageDetails>> {
    const inspected = await inspectPhoto(path, order, needs)
    if (!inspected.ok) return inspected
    const photo = inspected.value
    const metadata = fitting({ ...order.metadata, sha256: photo.sha256 })
    if (!metadata.ok) return metadata
    // The same bytes twice at once: the second finds the receipt of the first.
    return needs.inTurn(turnOfBytes(profile, photo.sha256), async () => {
      const already = order.id === undefined ? ((await delivered(profile, photo)) ?? halfSent(profile, photo)) : null
      return already ?? send(profile, photo, { ...order, metadata: metadata.value })
    })
  }

  /** The queue may have sent these bytes and not have heard of it: only it can find out. */
  function halfSent(profile: ProfileName, { sha256 }: FitPhoto): Outcome<never> | null {
    const state = store.jobs.ofBytes(profile, sha256)?.state
    if (state === undefined || !('reservation' in state) || state.reservation === null) return null
    return fail({ code: 'step-not-possible', step: 'images create', state: state.kind })
  }

  /** These bytes as they are kept already; null when they are not. */
  async function delivered(profile: ProfileName, { sha256 }: FitPhoto): Promise<Outcome<ImageDetails> | null> {
    const named = store.receipts.ofBytes(profile, sha256)
    // Under an id that is being changed nothing may be found though the photo is kept.
    if (named !== undefined && needs.changes.of(profile, named.imageId) !== undefined)
      await needs.settling.settleAll(profile)
    const receipt = store.receipts.ofBytes(profile, sha256)
    if (receipt === undefined) return null
    const image = await askImage(calls, profile, receipt.imageId)
    if (image.ok) return succeed({ image: image.value, receipt })
    if (image.problem.code !== 'image-unknown') return image
    if (needs.changes.of(profile, receipt.imageId) !== undefined)
      return fail({ code: 'arrival-unknown', detail: unlearned })
    mirror.gone(profile, receipt.imageId)
    return null
  }

  async function send(profile: ProfileName, photo: FitPhoto, order: Order): Promise<Outcome<ImageDetails>> {
    const measured = measuredPhoto(photo, needs.disk, needs.digest, needs.bandwidth)
    const created = await create(profile, { kind: 'file', photo: measured.photo }, order)
    if (!created.ok) return created
    const { path } = photo.stamp
    if (measured.hashSent() !== photo.sha256) {
      needs.discards.add({ profile, imageId: created.value.id })
      needs.discards.work()
      return fail({ code: 'photo-changed', path })
    }
    const image = imageAsSent(created.value, photo.name, order)
    const receipt: Receipt = {
      job: needs.chance.newId(),
      profile,
      path,
      name: photo.name,
      sha256: photo.sha256,
      bytes: photo.stamp.size,
      imageId: image.id,
      at: clock.now(),
      links: image.links,
    }
    store.transaction('durable', () => {
      filled(profile, order, photo.sha256)
      store.receipts.add(receipt)
      mirror.kept(profile, image)
    })
    return succeed({ image, receipt })
  }
}

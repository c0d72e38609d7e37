import {
  fail,
  type ImageDetails,
  type Outcome,
  type ProfileName,
  type Receipt,
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
import type { InTurn } from './turns.ts'

type Needs = Pick<Ports, 'clock' | 'chance' | 'disk' | 'digest' | 'inspector' | 'store'> & {
  bandwidth: Bandwidth
  calls: AccountCalls
  mirror: Mirror
  discards: DiscardList
  inTurn: InTurn
  stopping: AbortSignal
}

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
    mirror.kept(profile, created.value)
    return succeed({ image: created.value, receipt: null })
  }

  async function sent(profile: ProfileName, path: string, order: Order): Promise<Outcome<ImageDetails>> {
    const inspected = await inspectPhoto(path, order, needs)
    if (!inspected.ok) return inspected
    const photo = inspected.value
    const metadata = fitting({ ...order.metadata, sha256: photo.sha256 })
    if (!metadata.ok) return metadata
    // The same bytes twice at once: the second finds the receipt of the first.
    return needs.inTurn(`${profile}\n${photo.sha256}`, async () => {
      const already = order.id === undefined ? await delivered(profile, photo) : null
      return already ?? send(profile, photo, { ...order, metadata: metadata.value })
    })
  }

  /** These bytes as they are kept already; null when they are not. */
  async function delivered(profile: ProfileName, { sha256 }: FitPhoto): Promise<Outcome<ImageDetails> | null> {
    const receipt = store.receipts.ofBytes(profile, sha256)
    if (receipt === undefined) return null
    const image = await askImage(calls, profile, receipt.imageId)
    if (image.ok) return succeed({ image: image.value, receipt })
    if (image.problem.code !== 'image-unknown') return image
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
      store.receipts.add(receipt)
      mirror.kept(profile, image)
    })
    return succeed({ image, receipt })
  }
}

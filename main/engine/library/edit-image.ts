import {
  fail,
  type Image,
  type ImageChange,
  type ImageId,
  type Outcome,
  type Problem,
  type ProfileName,
  succeed,
} from '../../../preload/contract/index.ts'
import type { Clock, QueueStore } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'
import { askImage } from './ask-image.ts'
import { type ImagePatch, markAfter, patchFor } from './image-patch.ts'
import type { Mirror } from './mirror.ts'
import { type SettleChanges, turnOf } from './settle-changes.ts'
import type { InTurn } from '../turns.ts'
import type { UnsettledChange, UnsettledChanges } from './unsettled-changes.ts'

type Needs = {
  clock: Clock
  store: QueueStore
  calls: AccountCalls
  mirror: Mirror
  changes: UnsettledChanges
  settling: SettleChanges
  inTurn: InTurn
}

type Edited = { image: Image; was: ImageId }

/** So often a change of access is ordered anew when it was found not to have been made. */
const mostOrders = 3

/** Changes what is kept with an image. With its access its id changes: whatever of ours named the old one follows. */
export function createEditImage(needs: Needs) {
  const { clock, store, calls, mirror, changes, settling } = needs

  return (profile: ProfileName, id: ImageId, change: ImageChange): Promise<Outcome<Edited>> =>
    needs.inTurn(turnOf(profile, id), async () => {
      const now = await whereItIs(profile, id)
      if (!now.ok) return now
      const patch = patchFor(now.value, change)
      if (!patch.ok) return patch
      const edited = await apply(profile, now.value, patch.value)
      return edited.ok ? succeed({ image: edited.value, was: id }) : edited
    })

  /** The image as it is; under its new id where an earlier change of access is found to have been made. */
  async function whereItIs(profile: ProfileName, id: ImageId): Promise<Outcome<Image>> {
    const unsettled = changes.of(profile, id)
    if (unsettled !== undefined) {
      const settled = await settling.settle(unsettled)
      if (!settled.ok) return settled
      if (settled.value.kind === 'moved') return succeed(settled.value.image)
      if (settled.value.kind === 'there' && settled.value.image !== null) return succeed(settled.value.image)
    }
    return askImage(calls, profile, id)
  }

  async function apply(profile: ProfileName, before: Image, patch: ImagePatch): Promise<Outcome<Image>> {
    if (Object.keys(patch).length === 0) {
      mirror.kept(profile, before)
      return succeed(before)
    }
    if (patch.private !== undefined) return changeAccess(profile, before, patch)
    const edited = await calls.repeat(profile, (images, signal) => images.edit(before.id, patch, signal))
    if (edited.ok) mirror.kept(profile, edited.value)
    return edited
  }

  async function changeAccess(profile: ProfileName, before: Image, patch: ImagePatch): Promise<Outcome<Image>> {
    const to = markAfter(before, patch)
    const change: UnsettledChange = { kind: 'access', profile, image: before.id, to, at: clock.now() }
    // Before the order leaves: when its reply is lost, or we are, the new id is found by this.
    changes.add(change)
    for (let orders = 1; ; orders += 1) {
      const edited = await calls.untilTaken(profile, (images, signal) => images.edit(before.id, patch, signal))
      if (edited.ok) return entered(profile, change, edited.value)
      if (wasRefused(edited.problem)) {
        store.transaction('soon', () => changes.drop(change))
        return edited
      }
      const settled = await settling.settle(change)
      if (!settled.ok || settled.value.kind === 'unknown') {
        settling.work()
        return edited
      }
      if (settled.value.kind === 'moved') return succeed(settled.value.image)
      if (settled.value.kind === 'gone') return fail({ code: 'image-unknown', imageId: before.id })
      // UNCONFIRMED that every change of access gives a new id (images-api §2.5): it may have been made under the old one.
      const { image } = settled.value
      if (image !== null && image.private === patch.private) return succeed(image)
      if (orders === mostOrders) return edited
      changes.add(change)
    }
  }

  function entered(profile: ProfileName, change: UnsettledChange, image: Image): Outcome<Image> {
    store.transaction('soon', () => {
      if (image.id === change.image) mirror.kept(profile, image)
      else mirror.moved(profile, change.image, image)
      changes.drop(change)
    })
    return succeed(image)
  }
}

/** The service said no, or never heard of it: nothing was changed. An id unknown of late may be what our own order did. */
function wasRefused(problem: Problem): boolean {
  switch (problem.code) {
    case 'line-cut':
    case 'stalled':
    case 'reply-late':
    case 'service-trouble':
    case 'not-understood':
    case 'interrupted':
    case 'image-unknown':
    case 'unexpected':
      return false
    default:
      return true
  }
}

import { fail, type ImageId, type Outcome, type ProfileName, succeed } from '../../../preload/contract/index.ts'
import type { Clock, QueueStore } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'
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

/** Deletes an image, or the draft of one, for a person. What we sent of it stays on the receipt, which is ended. */
export function createDeleteImage({ clock, store, calls, mirror, changes, settling, inTurn }: Needs) {
  return (profile: ProfileName, named: ImageId): Promise<Outcome<void>> =>
    inTurn(turnOf(profile, named), async () => {
      const id = await whereItIs(profile, named)
      if (!id.ok) return id
      const change: UnsettledChange = { kind: 'delete', profile, image: id.value, at: clock.now() }
      // Before the order leaves: a photo whose image is gone must not count as delivered, whatever happens to us meanwhile.
      changes.add(change)
      const deleted = await calls.repeat(profile, (images, signal) => images.discard(id.value, signal))
      if (!deleted.ok) {
        settling.work()
        return deleted
      }
      store.transaction('soon', () => {
        mirror.gone(profile, id.value)
        changes.drop(change)
      })
      return succeed(undefined)
    })

  /** To the service, deleting what is not there is done; a person who mistyped an id must hear of it. */
  async function whereItIs(profile: ProfileName, id: ImageId): Promise<Outcome<ImageId>> {
    const unknown = fail({ code: 'image-unknown', imageId: id })
    const unsettled = changes.of(profile, id)
    if (unsettled !== undefined) {
      const settled = await settling.settle(unsettled)
      if (!settled.ok) return settled
      if (settled.value.kind === 'moved') return succeed(settled.value.image.id)
      return settled.value.kind === 'there' ? succeed(id) : unknown
    }
    if (store.library.get(profile, id) !== undefined) return succeed(id)
    const asked = await calls.repeat(profile, (images, signal) => images.ask(id, signal))
    if (!asked.ok) return asked
    if (asked.value.kind !== 'absent') return succeed(id)
    // What we have of it is older than this answer.
    store.transaction('soon', () => store.receipts.end(profile, id, clock.now()))
    return unknown
  }
}

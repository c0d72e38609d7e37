import type { ImageId, Instant, ProfileName } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../ports.ts'
import type { PhotoMark } from './find-successor.ts'

/** A change that may take an image from under its id. Kept from before it is ordered until it is known how it ended. */
export type UnsettledChange =
  /** `to`: by what the image is known again under its new id. */
  | { kind: 'access'; profile: ProfileName; image: ImageId; to: PhotoMark; at: Instant }
  | { kind: 'delete'; profile: ProfileName; image: ImageId; at: Instant }

/** The list of those changes; it outlives the program. */
export interface UnsettledChanges {
  all(): UnsettledChange[]
  of(profile: ProfileName, image: ImageId): UnsettledChange | undefined
  /** On the platter before it returns: only then may the change be ordered. */
  add(change: UnsettledChange): void
  /** Call inside the transaction that enters how it ended. */
  drop(change: UnsettledChange): void
}

const key = 'unsettled-changes'

export function createUnsettledChanges(store: QueueStore): UnsettledChanges {
  const all = () => (store.settings.get(key) ?? []) as UnsettledChange[]
  const isOf = (profile: ProfileName, image: ImageId) => (one: UnsettledChange) =>
    one.profile === profile && one.image === image

  return {
    all,
    of: (profile, image) => all().find(isOf(profile, image)),
    add: change =>
      store.transaction('durable', () => {
        const others = all().filter(one => !isOf(change.profile, change.image)(one))
        store.settings.set(key, [...others, change])
      }),
    drop: ({ profile, image }) =>
      store.settings.set(
        key,
        all().filter(one => !isOf(profile, image)(one)),
      ),
  }
}

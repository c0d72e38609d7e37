import type { Image, ImageId, Instant, ProfileName } from '../../../preload/contract/index.ts'
import type { Feed } from '../feed.ts'
import type { Clock, QueueStore } from '../ports.ts'

/** What we did ourselves, entered in the mirror and told at once. */
export interface Mirror {
  /** Delivered, created or edited. */
  kept(profile: ProfileName, image: Image): void
  /** The image is there no more: its receipts are ended, so that its bytes may be sent again. */
  gone(profile: ProfileName, id: ImageId): void
  moved(profile: ProfileName, from: ImageId, to: Image): void
  /** Lists may lag behind: for a while our own deed says more than they do. */
  isOurDeed(profile: ProfileName, id: ImageId): boolean
  /** Tells that something changed; many changes in a row are told together. */
  tellChanged(profile: ProfileName): void
  stop(): void
}

type Needs = { clock: Clock; store: QueueStore; feed: Feed }

/** UNCONFIRMED how long a list takes to show what was done; minutes were reported for images with an id of one's own (images-api §2.4). */
const lagMs = 600_000
const togetherMs = 500

export function createMirror({ clock, store, feed }: Needs): Mirror {
  const deeds = new Map<string, Instant>()
  const telling = new Map<ProfileName, () => void>()
  let stopped = false

  function did(profile: ProfileName, id: ImageId): void {
    const now = clock.now()
    for (const [key, at] of deeds) {
      if (at + lagMs > now) break
      deeds.delete(key)
    }
    const key = `${profile}\n${id}`
    // Put at the end again, so that the oldest stay in front.
    deeds.delete(key)
    deeds.set(key, now)
    tellChanged(profile)
  }

  function tellChanged(profile: ProfileName): void {
    // What is under way when we stop ends after us: the store may be closed when its turn to be told comes.
    if (stopped || telling.has(profile)) return
    const tell = () => {
      telling.delete(profile)
      feed.tell({ kind: 'libraryChanged', profile, total: store.library.count(profile) })
    }
    telling.set(profile, clock.after(togetherMs, tell))
  }

  return {
    kept(profile, image) {
      store.transaction('soon', () => store.library.put(profile, [image]))
      did(profile, image.id)
    },
    gone(profile, id) {
      store.transaction('soon', () => {
        store.library.remove(profile, [id])
        store.receipts.end(profile, id, clock.now())
      })
      did(profile, id)
    },
    moved(profile, from, to) {
      store.transaction('soon', () => store.library.move(profile, from, to))
      did(profile, from)
      did(profile, to.id)
    },
    isOurDeed(profile, id) {
      const at = deeds.get(`${profile}\n${id}`)
      return at !== undefined && at + lagMs > clock.now()
    },
    tellChanged,
    stop() {
      stopped = true
      for (const forget of telling.values()) forget()
      telling.clear()
    },
  }
}

import type { ImageId, Outcome, ProfileName } from '../../preload/contract/index.ts'
import type { Clock, ImagesApi, Log, QueueStore } from './ports.ts'

/** An image or draft that must not stay at the service: cancelled half-way, or made of bytes that are not the photo's. */
type Discard = { profile: ProfileName; imageId: ImageId }

/** Clears away what must not stay, now or at a later start: the list is kept with the queue. */
export interface DiscardList {
  /** Call inside the transaction that gives the reservation up. */
  add(discard: Discard): void
  /** Works the list off in the background; what fails is tried again. */
  work(): void
  stop(): Promise<void>
}

type Ports = {
  clock: Clock
  store: QueueStore
  log: Log
  imagesOf(profile: ProfileName): Promise<Outcome<ImagesApi>>
  failed(error: unknown): void
}

const key = 'discards'
const againMs = 15_000

export function createDiscardList({ clock, store, log, imagesOf, failed }: Ports): DiscardList {
  const stopping = new AbortController()
  let working: Promise<void> | null = null
  let forgetTimer = () => {}

  const list = () => (store.settings.get(key) ?? []) as Discard[]
  const without = (done: Discard) => list().filter(one => one.imageId !== done.imageId || one.profile !== done.profile)

  async function workOnce(): Promise<void> {
    for (const one of list()) {
      if (stopping.signal.aborted) return
      const images = await imagesOf(one.profile)
      const gone = images.ok ? await images.value.discard(one.imageId, stopping.signal) : images
      // With the profile went the account: there is nobody left to ask.
      if (gone.ok || gone.problem.code === 'profile-unknown') store.settings.set(key, without(one))
      else
        log.write('warn', 'an image could not be discarded yet', {
          profile: one.profile,
          image: one.imageId,
          problem: gone.problem.code,
        })
    }
    if (list().length > 0 && !stopping.signal.aborted) forgetTimer = clock.after(againMs, work)
  }

  function work(): void {
    if (working !== null || stopping.signal.aborted) return
    forgetTimer()
    working = workOnce()
      .catch(failed)
      .finally(() => {
        working = null
      })
  }

  return {
    add: discard => store.settings.set(key, [...list(), discard]),
    work,
    async stop() {
      stopping.abort({ code: 'interrupted' })
      forgetTimer()
      await working
    },
  }
}

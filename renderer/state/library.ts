import type {
  Bridge,
  Image,
  ImageId,
  LibraryIndex,
  LibrarySums,
  Problem,
  ProfileName,
} from '../../preload/contract/index.ts'
import { type Cell, createCell } from './cell.ts'
import { filterOf, type LibraryWish } from './library-wish.ts'

/** Every image that meets the wish, as columns; `at` finds one by its id. */
export type ShownIndex = Readonly<LibraryIndex> & { readonly at: ReadonlyMap<ImageId, number> }

/** What is shown of one account. `index` null: not read yet. `wish`: what the index answers. */
export type LibraryView = {
  readonly profile: ProfileName | null
  readonly wish: LibraryWish | null
  readonly index: ShownIndex | null
  readonly sums: LibrarySums | null
  readonly sync: { readonly kind: 'quiet' | 'running' } | { readonly kind: 'failed'; readonly because: Problem }
  /** Names, links and the like of those that were in sight. */
  readonly images: ReadonlyMap<ImageId, Image>
}

/** Reads the mirror for the page: all of it as an index, and more of those in sight. */
export interface Library {
  readonly view: Pick<Cell<LibraryView>, 'get' | 'watch'>
  /** Somebody looks: compares with the account too. */
  open(profile: ProfileName): void
  show(profile: ProfileName, wish: LibraryWish): void
  /** Something changed on the account: read anew, not more often than can be looked at. */
  readAgain(): void
  /** Our own change has ended: what was asked for before it is not taken any more. */
  readAnew(): void
  /** Compares the mirror with the account. */
  sync(whole: boolean): Promise<void>
  /** These are in sight. */
  want(ids: readonly ImageId[]): void
  /** These images in this order, as the mirror has them; those it does not know are left out. */
  imagesOf(ids: readonly ImageId[]): Promise<readonly Image[]>
}

const unread: LibraryView = {
  profile: null,
  wish: null,
  index: null,
  sums: null,
  sync: { kind: 'quiet' },
  images: new Map(),
}

const typingMs = 120
const readEveryMs = 1_500
const gatherMs = 40
const mostAtOnce = 500
const mostRemembered = 3_000

type Tell = (problem: Problem) => void

export function openLibrary(bridge: Bridge, tell: Tell): Library {
  const view = createCell<LibraryView>(unread)
  const wanted = new Set<ImageId>()
  /** Read since something changed; the others may be out of date. */
  const fresh = new Set<ImageId>()
  let [reads, syncs] = [0, 0]
  let readAt = Number.NEGATIVE_INFINITY
  let reading: ReturnType<typeof setTimeout> | null = null
  let gathering: ReturnType<typeof setTimeout> | null = null

  function readIn(ms: number): void {
    if (reading !== null) clearTimeout(reading)
    reading = setTimeout(() => {
      reading = null
      void read()
    }, ms)
  }

  async function read(): Promise<void> {
    const { profile, wish } = view.get()
    if (profile === null || wish === null) return
    reads += 1
    const mine = reads
    readAt = performance.now()
    const [listed, sums] = await Promise.all([
      bridge.listLibrary({ profile, ...filterOf(wish) }),
      bridge.sumLibrary({ profile }),
    ])
    if (mine !== reads || profile !== view.get().profile) return
    fresh.clear()
    if (!listed.ok) tell(listed.problem)
    view.change(now => ({
      ...now,
      index: listed.ok
        ? indexed(listed.value)
        : (now.index ?? indexed({ ids: [], uploadedAt: [], private: [], proportions: [] })),
      sums: sums.ok ? sums.value : now.sums,
    }))
  }

  async function gather(): Promise<void> {
    const { profile } = view.get()
    const ids = [...wanted].filter(id => !fresh.has(id)).slice(-mostAtOnce)
    wanted.clear()
    if (profile === null || ids.length === 0) return
    for (const id of ids) fresh.add(id)
    const found = await bridge.getImages({ profile, images: ids })
    if (!found.ok || profile !== view.get().profile) return
    const images = new Map(view.get().images)
    for (const image of found.value.images) {
      images.delete(image.id)
      images.set(image.id, image)
    }
    for (const id of images.keys()) {
      if (images.size <= mostRemembered) break
      images.delete(id)
      fresh.delete(id)
    }
    view.change(now => ({ ...now, images }))
  }

  async function sync(whole: boolean): Promise<void> {
    const { profile } = view.get()
    if (profile === null) return
    syncs += 1
    const mine = syncs
    view.change(now => ({ ...now, sync: { kind: 'running' } }))
    const synced = await bridge.syncLibrary({ profile, whole })
    if (mine !== syncs) return
    view.change(now => ({ ...now, sync: synced.ok ? { kind: 'quiet' } : { kind: 'failed', because: synced.problem } }))
    readIn(0)
  }

  return {
    view,
    open(profile) {
      if (view.get().profile !== profile) view.set({ ...unread, profile })
      void sync(false)
    },
    show(profile, wish) {
      const before = view.get()
      if (before.profile !== profile) {
        view.set({ ...unread, profile, wish })
        fresh.clear()
        readIn(0)
      } else if (before.wish !== wish || before.index === null) {
        view.set({ ...before, wish })
        readIn(before.wish?.text === wish.text ? 0 : typingMs)
      }
    },
    readAgain: () => {
      if (reading === null) readIn(Math.max(0, readAt + readEveryMs - performance.now()))
    },
    readAnew() {
      reads += 1
      readIn(0)
    },
    sync,
    want(ids) {
      for (const id of ids) if (!fresh.has(id)) wanted.add(id)
      if (wanted.size > 0)
        gathering ??= setTimeout(() => {
          gathering = null
          void gather()
        }, gatherMs)
    },
    async imagesOf(ids) {
      const { profile } = view.get()
      if (profile === null) return []
      const found = new Map<ImageId, Image>()
      for (let from = 0; from < ids.length; from += mostAtOnce) {
        const read = await bridge.getImages({ profile, images: ids.slice(from, from + mostAtOnce) })
        if (!read.ok) {
          tell(read.problem)
          return []
        }
        for (const image of read.value.images) found.set(image.id, image)
      }
      return ids.flatMap(id => found.get(id) ?? [])
    },
  }
}

const indexed = (index: LibraryIndex): ShownIndex => ({ ...index, at: new Map(index.ids.map((id, at) => [id, at])) })

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFeed } from '../../../../main/engine/feed.ts'
import type { AccountCalls } from '../../../../main/engine/library/account-calls.ts'
import { createMirror } from '../../../../main/engine/library/mirror.ts'
import { createSyncLibrary } from '../../../../main/engine/library/sync-library.ts'
import type { ImagesApi } from '../../../../main/engine/ports.ts'
import type { Image } from '../../../../preload/contract/index.ts'
import { VirtualClock } from '../../../support/virtual-clock.ts'
import { must } from '../../../support/another-desk.ts'
import { aStore } from '../../adapters/open-store.ts'
import { anImage } from './an-image.ts'

/** What others do to the account, what we deliver, or how time goes on. Numbers choose among what is there. */
type Deed =
  | { kind: 'upload'; hoursAgo: number }
  | { kind: 'deliver'; many: number }
  | { kind: 'delete' | 'edit' | 'open or close'; which: number }
  | { kind: 'wait'; minutes: number }
/** `blind`: how many of each so many images the list leaves out, as a broken index would; 0 for none. */
type Sync = { kind: 'sync'; whole: boolean; meanwhile: readonly Deed[]; diesAt: number | null; blind: number }
type Step = Deed | Sync

const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ kind: fc.constant('upload' as const), hoursAgo: fc.constantFrom(0, 0, 0, 1, 5) }),
  fc.record({
    kind: fc.constantFrom('delete' as const, 'edit' as const, 'open or close' as const),
    which: fc.nat(100),
  }),
  fc.record({ kind: fc.constant('deliver' as const), many: fc.constantFrom(1, 4) }),
  fc.record({ kind: fc.constant('wait' as const), minutes: fc.constantFrom(0, 1, 90, 1_500) }),
)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: deed },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('sync' as const),
      whole: fc.boolean(),
      meanwhile: fc.array(deed, { maxLength: 4 }),
      diesAt: fc.option(fc.nat(5), { freq: 3 }),
      blind: fc.constantFrom(0, 0, 0, 0, 1, 2),
    }),
  },
)

const perPage = 3

/** An account in memory that lists as the service does, a few images a page. */
class ModelAccount {
  readonly images = new Map<string, Image>()
  /** Uploaded the moment they were reserved: no list, however short, may leave them out for long. */
  readonly fresh = new Set<string>()
  calls = 0
  meanwhile: Deed[] = []
  blind = 0
  delivered: (image: Image) => void = () => {}
  readonly #clock: VirtualClock
  #made = 0

  constructor(clock: VirtualClock) {
    this.#clock = clock
  }

  do(what: Deed): void {
    const chosen = 'which' in what ? [...this.images.values()][what.which % Math.max(1, this.images.size)] : undefined
    if (what.kind === 'wait') this.#clock.advance(what.minutes * 60_000)
    // It may have been reserved hours before it came (images-api §2.14).
    else if (what.kind === 'upload') this.#add(what.hoursAgo)
    else if (what.kind === 'deliver') for (let n = 0; n < what.many; n += 1) this.delivered(this.#add(0))
    else if (chosen === undefined) return
    else if (what.kind === 'delete') this.images.delete(chosen.id)
    else if (what.kind === 'edit')
      this.images.set(chosen.id, { ...chosen, metadata: { ...chosen.metadata, n: ++this.#made } })
    else {
      this.images.delete(chosen.id)
      const id = `image-${++this.#made}`
      this.images.set(id, { ...anImage(id, chosen), id, links: anImage(id).links, private: !chosen.private })
    }
  }

  #add(hoursAgo: number): Image {
    const id = `image-${++this.#made}`
    this.#clock.advance(1_000)
    const uploadedAt = this.#clock.now() - hoursAgo * 3_600_000
    if (hoursAgo === 0) this.fresh.add(id)
    const image = anImage(id, { uploadedAt, metadata: { sha256: String(this.#made) } })
    this.images.set(id, image)
    return image
  }

  #newestFirst(): Image[] {
    const shown = [...this.images.values()].filter((_, index) => this.blind === 0 || index % this.blind !== 0)
    return shown.toSorted((a, b) => b.uploadedAt - a.uploadedAt || (a.id < b.id ? 1 : -1))
  }

  readonly api: Pick<ImagesApi, 'list' | 'use' | 'ask'> = {
    list: async ({ after }) => {
      this.calls += 1
      const [at, id] = after === undefined ? [Infinity, '~'] : (JSON.parse(after) as [number, string])
      const rest = this.#newestFirst().filter(
        image => image.uploadedAt < at || (image.uploadedAt === at && image.id < id),
      )
      const images = rest.slice(0, perPage)
      const last = images.at(-1)
      const next = rest.length > perPage && last !== undefined ? JSON.stringify([last.uploadedAt, last.id]) : null
      const passing = this.meanwhile.shift()
      if (passing !== undefined) this.do(passing)
      return { ok: true, value: { images, next } }
    },
    use: async () => {
      this.calls += 1
      return { ok: true, value: { current: this.images.size, allowed: 100_000 } }
    },
    ask: async id => {
      this.calls += 1
      const image = this.images.get(id)
      return { ok: true, value: image === undefined ? { kind: 'absent' } : { kind: 'image', image } }
    },
  }
}

async function play(steps: readonly Step[]): Promise<void> {
  using home = aStore()
  const { store } = home
  const clock = new VirtualClock(1_800_000_000_000)
  const account = new ModelAccount(clock)
  const signal = new AbortController().signal
  let untilDeath: number | null = null
  const perform: AccountCalls['repeat'] = async (_profile, act) => {
    if (untilDeath === 0) throw new Error('killed')
    if (untilDeath !== null) untilDeath -= 1
    return act(account.api as ImagesApi, signal, () => {})
  }
  const calls: AccountCalls = { repeat: perform, untilTaken: perform, once: perform }
  const feed = createFeed(error => {
    throw error
  })
  const mirror = createMirror({ clock, store, feed })
  const sync = createSyncLibrary({ clock, store, calls, mirror, isUnsettled: () => false })
  account.delivered = image => mirror.kept('studio', image)
  const mirrored = () =>
    new Map(store.library.some('studio', store.library.since('studio', 0)).map(one => [one.id, one]))

  for (const one of steps) {
    if (one.kind !== 'sync') {
      account.do(one)
      continue
    }
    const before = mirrored()
    const remoteBefore = new Set(account.images.keys())
    account.meanwhile = [...one.meanwhile]
    account.blind = one.blind
    untilDeath = one.diesAt
    const synced = await sync('studio', one.whole).then(must, () => null)
    account.blind = 0
    const after = mirrored()
    const lost = [...before.keys()].filter(id => !after.has(id) && account.images.has(id))
    expect(lost).toEqual([])
    if (synced === null || one.blind > 0) continue
    const overlooked = [...account.fresh].filter(id => remoteBefore.has(id) && account.images.has(id) && !after.has(id))
    expect(overlooked).toEqual([])
  }

  account.meanwhile = []
  untilDeath = null
  // For so long our own word counts more than a list.
  clock.advance(600_000)
  const report = must(await sync('studio', true))
  expect(mirrored()).toEqual(account.images)
  expect(report.total).toBe(account.images.size)
  account.calls = 0
  const quiet = must(await sync('studio', false))
  expect(quiet).toMatchObject({ calls: 1, added: 0, changed: 0, removed: 0, moved: 0 })
  expect(account.calls).toBe(1)
}

describe('any syncs among any changes by others', () => {
  it('lose nothing the account has, overlook nothing new, agree when all was looked at, and then cost one call', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 40 }), play), { numRuns: 150 })
  })

  it('overlook nothing that came before more than a page of our own', async () => {
    const sync: Sync = { kind: 'sync', whole: false, meanwhile: [], diesAt: null, blind: 0 }

    await play([
      { kind: 'deliver', many: 4 },
      sync,
      { kind: 'upload', hoursAgo: 0 },
      { kind: 'deliver', many: 4 },
      sync,
    ])
  })
})

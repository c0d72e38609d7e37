import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImagesApi } from '../../main/engine/ports.ts'
import type { Image, LibraryQuery, SyncReport } from '../../preload/contract/index.ts'
import { aWorld, type World } from '../support/a-world.ts'
import { anotherDesk, must } from '../support/another-desk.ts'
import { manyImages, seedImages } from '../support/seed-images.ts'

const sync = async (world: World, whole = false): Promise<SyncReport> =>
  must(await world.during(world.engine.answers.syncLibrary({ whole })))

const query: LibraryQuery = { order: 'newest', limit: 1_000 }
const mirrored = (world: World): Image[] => world.store.library.page('studio', query).rows
const namesIn = (images: readonly Image[]) => images.map(image => image.filename ?? '').toSorted()

/** How many calls an action costs. */
async function callsOf(world: World, act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = { ...world.cloud.calls() }
  await act()
  const after = Object.entries(world.cloud.calls()).map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
  return Object.fromEntries(after.filter(([, count]) => count > 0))
}

describe('the sync of no change', () => {
  it('costs one call, with ten thousand images just uploaded', async () => {
    await using world = await aWorld({ seed: folder => seedImages(folder, manyImages(10_000)) })
    const first = await sync(world)
    expect(first).toMatchObject({ whole: true, total: 10_000, added: 10_000, calls: 10 })

    const calls = await callsOf(world, () => sync(world))

    expect(calls).toEqual({ 'GET images': 1 })
    expect(mirrored(world)).toHaveLength(1_000)
  })

  it('costs one call after photos of our own were delivered', async () => {
    await using world = await aWorld({ photos: ['dune.jpg', 'sea.jpg'] })
    await sync(world)
    await world.start()
    await world.settle()

    const calls = await callsOf(world, async () => {
      expect(await sync(world)).toMatchObject({ calls: 1, added: 0, changed: 0, removed: 0, total: 2 })
    })

    expect(calls).toEqual({ 'GET images': 1 })
    expect(mirrored(world)[0]?.metadata).toHaveProperty('sha256')
  })
})

describe('a sync', () => {
  it('learns what others uploaded, edited and deleted, and tells that something changed', async () => {
    await using world = await aWorld()
    const desk = anotherDesk(world)
    const [, sea, wood] = [
      await desk.upload('dune.jpg', 1),
      await desk.upload('sea.jpg', 2),
      await desk.upload('wood.jpg', 3),
    ]
    await sync(world)
    const told: number[] = []
    world.engine.feed.listen(({ news }) => news.kind === 'libraryChanged' && told.push(news.total))

    await desk.upload('hill.jpg', 4)
    await desk.edit(sea.id, { metadata: { album: 'coast' } })
    await desk.delete(wood.id)
    world.clock.advance(2 * 3_600_000)
    const report = await sync(world)
    world.clock.advance(1_000)

    expect(report).toMatchObject({ added: 1, changed: 1, removed: 1, moved: 0, total: 3 })
    expect(namesIn(mirrored(world))).toEqual(['dune.jpg', 'hill.jpg', 'sea.jpg'])
    expect(world.store.library.get('studio', sea.id)?.metadata).toEqual({ album: 'coast' })
    expect(told).toEqual([3])
  })

  it('is one run when two want it at the same time', async () => {
    await using world = await aWorld()
    await anotherDesk(world).upload('dune.jpg', 1)

    const calls = await callsOf(world, async () => {
      const reports = await Promise.all([sync(world), sync(world)])
      expect(reports[0]).toEqual(reports[1])
    })

    expect(calls).toEqual({ 'GET images': 1 })
  })

  it('looks at everything again after a day', async () => {
    await using world = await aWorld({ seed: folder => seedImages(folder, manyImages(2_500)) })
    await sync(world)
    const desk = anotherDesk(world)
    const oldest = manyImages(1)[0]
    await desk.edit(oldest?.id ?? '', { creator: 'somebody' })
    expect(await sync(world)).toMatchObject({ whole: false, changed: 0 })

    world.clock.advance(25 * 3_600_000)

    expect(await sync(world)).toMatchObject({ whole: true, changed: 1, calls: 3 })
  })

  it('looks at everything when the count says that more changed than it saw', async () => {
    // A minute apart, so that what is new is far from what is old.
    const spread = manyImages(2_500).map((image, index) => ({ ...image, uploadedAt: index * 60_000 }))
    await using world = await aWorld({ seed: folder => seedImages(folder, spread) })
    await sync(world)
    const desk = anotherDesk(world)
    await desk.upload('dune.jpg', 1)
    expect(await sync(world)).toMatchObject({ whole: false, added: 1, calls: 2 })
    await desk.delete(manyImages(1)[0]?.id ?? '')

    await desk.upload('sea.jpg', 2)
    const report = await sync(world)

    expect(report).toMatchObject({ whole: true, added: 1, removed: 1, total: 2_501 })
  })

  it('looks at everything when a variant came: it is in the links of every image', async () => {
    await using world = await aWorld({ seed: folder => seedImages(folder, manyImages(1_200)) })
    await sync(world)
    const options = {
      fit: 'cover',
      width: 100,
      height: 100,
      metadata: 'none',
      blur: null,
      browserTtlSeconds: null,
    } as const
    must(
      await world.during(world.engine.answers.createVariant({ variant: { id: 'hero', options, alwaysPublic: false } })),
    )

    const report = await sync(world)

    expect(report).toMatchObject({ whole: true, changed: 1_200 })
    expect(mirrored(world).every(image => image.links.length === 2)).toBe(true)
  })

  it('knows an image again whose access somebody else changed', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    const before = world.receipts()[0]?.imageId ?? ''
    const moved = await anotherDesk(world).edit(before, { private: true })
    world.clock.advance(2 * 3_600_000)

    const report = await sync(world)

    expect(report).toMatchObject({ moved: 1, added: 0, removed: 0, total: 1 })
    expect(moved.id).not.toBe(before)
    expect(world.receipts()[0]).toMatchObject({ imageId: moved.id, links: moved.links })
  })
})

describe('an id of a person’s own', () => {
  /** A photo of ours under `logo`, which somebody else deletes. */
  async function worldWithLogo() {
    const world = await aWorld({ photos: ['dune.jpg'] })
    const from = { kind: 'file', path: world.path('dune.jpg') } as const
    const order = { from, id: 'logo', private: false, creator: null, metadata: {} }
    must(await world.during(world.engine.answers.createImage(order)))
    const desk = anotherDesk(world)
    await desk.delete('logo')
    world.clock.advance(2 * 3_600_000)
    return { world, desk, isKept: () => world.receipts()[0]?.endedAt === undefined }
  }

  it('that holds another photo by now ends the receipt of the one before', async () => {
    const { world, desk, isKept } = await worldWithLogo()
    await using _ = world
    await desk.upload('sea.jpg', 2, { id: 'logo' })

    expect(await sync(world, true)).toMatchObject({ changed: 1, total: 1 })

    expect(isKept()).toBe(false)
  })

  it('that comes back brings a receipt back only for the bytes on it', async () => {
    const { world, desk, isKept } = await worldWithLogo()
    await using _ = world
    const { sha256 = '' } = world.receipts()[0] ?? {}
    await sync(world, true)
    await desk.upload('sea.jpg', 2, { id: 'logo' })

    await sync(world, true)
    const withOthers = isKept()
    await desk.delete('logo')
    world.clock.advance(2 * 3_600_000)
    await sync(world, true)
    await desk.upload('dune.jpg', 3, { id: 'logo', metadata: { sha256 } })
    await sync(world, true)

    expect([withOthers, isKept()]).toEqual([false, true])
  })
})

describe('a list that is not to be trusted', () => {
  const fails = { ok: false, problem: { code: 'service-trouble', status: 500, apiCode: 5500, detail: 'no' } } as const

  async function syncedWorld(between: (images: ImagesApi) => ImagesApi): Promise<World> {
    const world = await aWorld({ seed: folder => seedImages(folder, manyImages(2_500)) })
    await sync(world)
    await world.stop()
    world.between = between
    await world.restart()
    world.clock.advance(2 * 3_600_000)
    return world
  }

  it('that shows nothing removes nothing while the account counts its images', async () => {
    await using world = await syncedWorld(images => ({
      ...images,
      list: async () => ({ ok: true, value: { images: [], next: null } }),
    }))

    const report = await sync(world)

    expect(report.removed).toBe(0)
    expect(world.store.library.count('studio')).toBe(2_500)
  })

  it('that breaks off on the way removes nothing', async () => {
    await using world = await syncedWorld(images => ({
      ...images,
      list: (choice, signal) => (choice.after === undefined ? images.list(choice, signal) : Promise.resolve(fails)),
    }))
    await anotherDesk(world).delete(manyImages(2_500).at(-1)?.id ?? '')

    const answer = await world.during(world.engine.answers.syncLibrary({ whole: true }))

    expect(answer).toEqual(fails)
    expect(world.store.library.count('studio')).toBe(2_500)
  })

  it('whose place was forgotten is begun once more', async () => {
    let isForgotten = false
    await using world = await syncedWorld(images => ({
      ...images,
      async list(choice, signal) {
        if (choice.after === undefined || isForgotten) return images.list(choice, signal)
        isForgotten = true
        return { ok: false, problem: { code: 'request-refused', status: 400, apiCode: 5400, detail: 'unknown token' } }
      },
    }))

    expect(await sync(world, true)).toMatchObject({ whole: true, total: 2_500, removed: 0 })
  })

  it('that leaves out an image we have just delivered does not unsay its delivery', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    world.between = images => ({
      ...images,
      list: async () => ({ ok: true, value: { images: [], next: null } }),
      use: async () => ({ ok: true, value: { current: 0, allowed: 100_000 } }),
    })
    await world.start()
    await world.settle()

    await sync(world)

    expect(mirrored(world)).toHaveLength(1)
    expect(world.receipts()[0]).not.toHaveProperty('endedAt')
  })
})

describe('a sync that was killed half-way', () => {
  it('is made good by the next one: what it had entered does not pass for all there was', async () => {
    const all = manyImages(2_600)
    await using world = await aWorld({ seed: folder => seedImages(folder, all.slice(-100)) })
    await sync(world)
    await world.stop()
    await world.cloud.close()
    // They were reserved before, and came later: more than a page, so that the first page alone says nothing of the rest.
    seedImages(join(world.place, 'cloud'), all.slice(0, -100))
    await world.openCloud()
    let pages = 0
    world.between = images => ({
      ...images,
      async list(choice, signal) {
        pages += 1
        if (pages === 2) world.kill()
        return images.list(choice, signal)
      },
    })
    await world.restart()
    void world.engine.answers.syncLibrary({ whole: false }).catch(() => {})
    await world.untilKilled()

    world.between = images => images
    await world.restart()
    expect(world.store.library.count('studio')).toBe(1_000)
    const report = await sync(world)

    expect(report.total).toBe(2_600)
  })
})

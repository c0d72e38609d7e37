import { describe, expect, it } from 'vitest'
import { aWorld, type World } from '../support/a-world.ts'
import { anotherDesk, must } from '../support/another-desk.ts'

const list = async (world: World, filter: { folder?: string; text?: string } = {}) =>
  must(await world.engine.answers.listLibrary({ order: 'newest', ...filter }))
const sums = async (world: World) => must(await world.engine.answers.sumLibrary({}))

describe('the library at a glance', () => {
  it('has the shape of what we delivered, without anybody looking at it', async () => {
    await using world = await aWorld({ photos: ['dune.jpg', 'sea.jpg'] })
    await world.start()
    await world.settle()

    const index = await list(world)

    expect(index.ids.toSorted()).toEqual(
      world
        .receipts()
        .map(receipt => receipt.imageId)
        .toSorted(),
    )
    expect(index.proportions.every(proportion => proportion > 0)).toBe(true)
    expect(index.private).toEqual([false, false])
  })

  it('tells what came from a watched folder, and what did not', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    await anotherDesk(world).upload('theirs.jpg', 9)
    must(await world.during(world.engine.answers.syncLibrary({ whole: true })))
    const [folder] = world.store.folders.all()

    const ours = await list(world, { folder: folder?.id ?? '' })

    expect((await list(world)).ids).toHaveLength(2)
    expect(ours.ids).toEqual([world.receipts()[0]?.imageId])
    expect(await world.engine.answers.listLibrary({ order: 'newest', folder: 'nobody' })).toMatchObject({
      ok: false,
      problem: { code: 'folder-unknown' },
    })
  })

  it('says in sum how many there are, whose, and when it was compared with the account', async () => {
    await using world = await aWorld()
    const desk = anotherDesk(world)
    const { id } = await desk.upload('dune.jpg', 1)
    await desk.edit(id, { creator: 'zoe' })
    expect(await sums(world)).toEqual({ total: 0, syncedAt: null, creators: [] })

    const before = world.clock.now()
    must(await world.during(world.engine.answers.syncLibrary({ whole: false })))

    const { syncedAt, ...rest } = await sums(world)
    expect(syncedAt).toBeGreaterThanOrEqual(before)
    expect(syncedAt).toBeLessThanOrEqual(world.clock.now())
    expect(rest).toEqual({
      total: 1,
      creators: [{ creator: 'zoe', images: 1 }],
    })
  })

  it('gives more of some images, and passes over those it does not know', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    const [id = ''] = (await list(world)).ids

    const { images } = must(await world.engine.answers.getImages({ images: ['nobody', id] }))

    expect(images.map(image => image.filename)).toEqual(['dune.jpg'])
  })
})

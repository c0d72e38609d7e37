import { renameSync, utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ImagesApi } from '../../main/engine/ports.ts'
import { aWorld, type World } from '../support/a-world.ts'
import { anotherDesk, must } from '../support/another-desk.ts'

async function deliveredWorld(): Promise<{ world: World; id: string }> {
  const world = await aWorld({ photos: ['dune.jpg'] })
  await world.start()
  await world.settle()
  return { world, id: world.receipts()[0]?.imageId ?? '' }
}

const deleteImage = (world: World, image: string) => world.during(world.engine.answers.deleteImage({ image }))

/** Lets ten minutes pass with everything that may happen in them. */
const tenMinutes = (world: World) => world.until(() => false, 600_000).catch(() => {})

const uploadByHand = async (world: World, name: string) => {
  must(await world.engine.answers.addPhotos({ paths: [world.path(name)] }))
  await tenMinutes(world)
}

/** Both ways an image can go: by our order, or by somebody else's and seen by a sync. */
const ways: [string, (world: World, id: string) => Promise<void>][] = [
  ['deleted by hand', async (world, id) => void must(await deleteImage(world, id))],
  [
    'found gone by a sync',
    async (world, id) => {
      await anotherDesk(world).delete(id)
      must(await world.during(world.engine.answers.syncLibrary({ whole: false })))
    },
  ],
]

describe.each(ways)('an image %s', (_what, makeGo) => {
  it('leaves the mirror; its receipt stays as proof and says since when it is gone', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world

    await makeGo(world, id)

    expect(world.store.library.count('studio')).toBe(0)
    expect(world.receipts()).toMatchObject([{ imageId: id, endedAt: expect.any(Number) as number }])
    expect(world.delivered()).toEqual([])
  })

  it('is sent again when a person names its photo', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    await makeGo(world, id)

    await uploadByHand(world, 'dune.jpg')

    expect(world.delivered()).toEqual(['dune.jpg'])
    const [latest, first] = world.receipts()
    expect(latest).not.toHaveProperty('endedAt')
    expect(first).toMatchObject({ imageId: id, endedAt: expect.any(Number) as number })
    expect(world.ended.at(-1)).toMatchObject({ state: 'delivered', imageId: latest?.imageId })
  })

  it('is not sent again by the watched folder, though its photo is crawled, touched, renamed or copied', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    await makeGo(world, id)

    await world.engine.answers.crawlFolder({ folder: world.store.folders.all()[0]?.id ?? '' })
    await tenMinutes(world)
    utimesSync(world.path('dune.jpg'), 1_700_000_000, 1_700_000_000)
    world.hear('dune.jpg')
    world.writeBytes('copy.jpg', world.read('dune.jpg'))
    await tenMinutes(world)
    renameSync(world.path('dune.jpg'), world.path('moved.jpg'))
    world.hear('moved.jpg')
    await tenMinutes(world)

    expect(world.delivered()).toEqual([])
    expect(world.ended.filter(photo => photo.state === 'delivered')).toHaveLength(1)
  })

  it('is told by no link any more when its photo is met again', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    await makeGo(world, id)

    world.writeBytes('copy.jpg', world.read('dune.jpg'))
    await tenMinutes(world)

    expect(world.ended.at(-1)).toMatchObject({ state: 'duplicate', imageId: null, links: [] })
  })

  it('sent again answers for its copies as before', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    await makeGo(world, id)
    await uploadByHand(world, 'dune.jpg')

    world.writeBytes('copy.jpg', world.read('dune.jpg'))
    await uploadByHand(world, 'copy.jpg')
    await uploadByHand(world, 'dune.jpg')

    expect(world.delivered()).toEqual(['dune.jpg'])
    expect(world.ended.at(-1)).toMatchObject({ state: 'duplicate', imageId: world.receipts()[0]?.imageId })
  })
})

describe('deleting', () => {
  it('an unknown id is told, at the cost of one question', async () => {
    await using world = await aWorld()

    const answer = await deleteImage(world, 'nobody')

    expect(answer).toEqual({ ok: false, problem: { code: 'image-unknown', imageId: 'nobody' } })
    expect(world.cloud.calls()).toEqual({ 'GET image': 1 })
  })

  it('a draft works as with an image', async () => {
    await using world = await aWorld()
    const order = { private: false, creator: null, metadata: {}, expiresInSeconds: 600 }
    const { imageId } = must(await world.during(world.engine.answers.createUploadUrl(order)))
    expect(world.cloud.images()).toHaveLength(1)

    must(await deleteImage(world, imageId))

    expect(world.cloud.images()).toEqual([])
  })

  it('costs one call for an image the mirror knows', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    const before = world.cloud.calls()['GET image'] ?? 0

    must(await deleteImage(world, id))

    expect(world.cloud.calls()['GET image'] ?? 0).toBe(before)
    expect(world.cloud.calls()['DELETE image']).toBe(1)
  })

  it('touches no file on this computer', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    const bytes = world.read('dune.jpg')

    must(await deleteImage(world, id))

    expect(world.read('dune.jpg').equals(bytes)).toBe(true)
  })

  it('that we did not live to see the end of is made good at the next start', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    await world.stop()
    world.between = (images: ImagesApi) => ({
      ...images,
      async discard(image, signal) {
        const gone = await images.discard(image, signal)
        world.kill()
        return gone
      },
    })
    await world.restart()
    void world.engine.answers.deleteImage({ image: id }).catch(() => {})
    await world.untilKilled()

    world.between = images => images
    await world.restart()
    await world.until(() => world.receipts()[0]?.endedAt !== undefined)
    await uploadByHand(world, 'dune.jpg')

    expect(world.delivered()).toEqual(['dune.jpg'])
  })

  it('that the service refused leaves everything as it was', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    await world.stop()
    world.between = (images: ImagesApi) => ({
      ...images,
      discard: async () => ({ ok: false, problem: { code: 'token-rejected', profile: 'studio', needs: 'Edit' } }),
    })
    await world.restart()

    expect(await deleteImage(world, id)).toMatchObject({ ok: false, problem: { code: 'token-rejected' } })
    await world.until(() => JSON.stringify(world.store.settings.get('unsettled-changes')) === '[]')

    expect(world.receipts()[0]).not.toHaveProperty('endedAt')
    expect(world.store.library.count('studio')).toBe(1)
  })

  it('that ends while we stop is entered, and nothing stirs after the stop', async () => {
    await using world = await aWorld()
    const { id } = await anotherDesk(world).upload('dune.jpg', 1)
    let stopped = Promise.resolve()
    world.between = images => ({
      ...images,
      async discard(...given) {
        const done = await images.discard(...given)
        stopped = world.stop()
        return done
      },
    })

    const deleted = await world.during(world.engine.answers.deleteImage({ image: id }))
    await stopped
    world.clock.advance(60_000)

    expect(deleted.ok).toBe(true)
    expect(world.clock.nextDue()).toBeUndefined()
  })
})

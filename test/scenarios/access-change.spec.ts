import { describe, expect, it } from 'vitest'
import type { ImagesApi } from '../../main/engine/ports.ts'
import type { Outcome, Problem } from '../../preload/contract/index.ts'
import { aWorld, type World } from '../support/a-world.ts'
import { anotherDesk, must } from '../support/another-desk.ts'

type Edited = Awaited<ReturnType<World['engine']['answers']['editImage']>>

const makePrivate = (world: World, image: string): Promise<Edited> =>
  world.during(world.engine.answers.editImage({ image, change: { private: true } }))

const cut: Outcome<never> = { ok: false, problem: { code: 'line-cut', detail: 'ECONNRESET' } }
const unsettled = (world: World) => world.store.settings.get('unsettled-changes') ?? []

/** A world with one delivered photo and a copy of it that shares its image. */
async function deliveredWorld(): Promise<{ world: World; id: string }> {
  const world = await aWorld({ photos: ['dune.jpg'] })
  await world.start()
  await world.settle()
  world.writeBytes('copy.jpg', world.read('dune.jpg'))
  await world.until(() => world.state('copy.jpg') === 'duplicate')
  return { world, id: world.receipts()[0]?.imageId ?? '' }
}

/** From now on every call passes what the test puts in between. */
async function standBetween(world: World, between: (images: ImagesApi) => ImagesApi): Promise<void> {
  await world.stop()
  world.between = between
  await world.restart()
}

/** Everything of ours that names the image: receipt, mirror, delivered job, and the duplicate in the ledger. */
function namedIds(world: World): unknown[] {
  const copy = world.store.ledger.get('studio', world.path('copy.jpg'))?.verdict
  const state = world.job('dune.jpg')?.state
  return [
    world.receipts()[0]?.imageId,
    world.store.library
      .page('studio', { order: 'newest', limit: 10 })
      .rows.map(image => image.id)
      .join(),
    state?.kind === 'delivered' ? state.imageId : state?.kind,
    copy?.kind === 'duplicate' && 'image' in copy.of ? copy.of.image : copy?.kind,
  ]
}

const theImage = (world: World) => world.cloud.images()[0]?.id ?? ''

function expectAllToName(world: World, id: string) {
  expect(world.cloud.images()).toHaveLength(1)
  expect(namedIds(world)).toEqual([id, id, id, id])
  expect(world.receipts()[0]?.links.every(link => link.includes(id))).toBe(true)
  expect(unsettled(world)).toEqual([])
}

describe('a change of access', () => {
  it('gives the image a new id, and everything of ours follows', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world

    const edited = must(await makePrivate(world, id))

    expect(edited).toMatchObject({ was: id, image: { private: true, filename: 'dune.jpg' } })
    expect(edited.image.id).not.toBe(id)
    expectAllToName(world, edited.image.id)
  })

  it('goes back as well, and costs no call but the question when it is so already', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    const { image } = must(await makePrivate(world, id))
    const calls = world.cloud.calls()['PATCH image']

    expect(must(await makePrivate(world, image.id))).toEqual({ image, was: image.id })
    expect(world.cloud.calls()['PATCH image']).toBe(calls)
    const back = must(
      await world.during(world.engine.answers.editImage({ image: image.id, change: { private: false } })),
    )

    expectAllToName(world, back.image.id)
  })

  it('whose reply is lost is found again by the photo itself', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    await standBetween(world, images => ({
      ...images,
      async edit(image, change, signal) {
        await images.edit(image, change, signal)
        return cut
      },
    }))

    const edited = must(await makePrivate(world, id))

    expect(edited.image).toMatchObject({ id: theImage(world), private: true })
    expectAllToName(world, edited.image.id)
  })

  it('that never reached the service is ordered again', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    let orders = 0
    await standBetween(world, images => ({
      ...images,
      async edit(image, change, signal) {
        orders += 1
        return orders === 1 ? cut : images.edit(image, change, signal)
      },
    }))

    const edited = must(await makePrivate(world, id))

    expect(orders).toBe(2)
    expectAllToName(world, edited.image.id)
  })

  it('without our own hash is found again by name and second', async () => {
    await using world = await aWorld()
    const desk = anotherDesk(world)
    const before = await desk.upload('dune.jpg', 1)
    world.clock.advance(5_000)
    await desk.upload('dune.jpg', 2, { sending: { private: true, creator: null } })
    await standBetween(world, images => ({
      ...images,
      async edit(image, change, signal) {
        await images.edit(image, change, signal)
        return cut
      },
    }))

    const edited = must(await makePrivate(world, before.id))

    expect(edited.image).toMatchObject({ private: true, uploadedAt: before.uploadedAt })
    expect(world.cloud.images().map(image => image.id)).toContain(edited.image.id)
  })

  it('never takes another photo of that name and second for the one that was changed, nor deletes it', async () => {
    await using world = await aWorld()
    const desk = anotherDesk(world)
    // Both within one second, whenever the test is run.
    world.clock.advance(1_000 - (world.clock.now() % 1_000))
    const before = await desk.upload('blob', 1)
    world.clock.advance(5)
    const stranger = await desk.upload('blob', 2, { sending: { private: true, creator: null } })
    await standBetween(world, images => ({
      ...images,
      async edit(image, change, signal) {
        await images.edit(image, change, signal)
        return cut
      },
    }))

    const edited = await makePrivate(world, before.id)
    const deleted = await world.during(world.engine.answers.deleteImage({ image: before.id }))

    expect(Math.floor(stranger.uploadedAt / 1_000)).toBe(Math.floor(before.uploadedAt / 1_000))
    expect(edited).toEqual(cut)
    expect(deleted).toMatchObject({ ok: false, problem: { code: 'image-unknown' } })
    expect(world.cloud.images()).toHaveLength(2)
    expect(world.cloud.images().map(image => image.id)).toContain(stranger.id)
  })

  for (const point of ['before', 'after'] as const)
    it(`during which we are killed ${point} it is made leaves no link to a dead id`, async () => {
      const { world, id } = await deliveredWorld()
      await using _ = world
      await standBetween(world, images => ({
        ...images,
        async edit(image, change, signal) {
          if (point === 'before') world.kill()
          else await images.edit(image, change, signal).finally(() => world.kill())
          return cut
        },
      }))
      void world.engine.answers.editImage({ image: id, change: { private: true } }).catch(() => {})
      await world.untilKilled()

      world.between = images => images
      await world.restart()
      await world.until(() => JSON.stringify(unsettled(world)) === '[]')

      expect(theImage(world) === id).toBe(point === 'before')
      expectAllToName(world, theImage(world))
    })

  it('whose end cannot be learned while the line is down is learned in the background', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    let isDown = false
    const offline: Outcome<never> = { ok: false, problem: { code: 'offline', host: 'api' } }
    await standBetween(world, images => ({
      ...images,
      async edit(image, change, signal) {
        await images.edit(image, change, signal)
        isDown = true
        return cut
      },
      ask: (image, signal) => (isDown ? Promise.resolve(offline) : images.ask(image, signal)),
    }))

    const answer = await makePrivate(world, id)
    expect(answer).toEqual(cut)
    isDown = false
    await world.until(() => JSON.stringify(unsettled(world)) === '[]')

    expectAllToName(world, theImage(world))
  })

  it('of unknown end is learned before a sync', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    await standBetween(world, images => ({
      ...images,
      async edit(image, change, signal) {
        await images.edit(image, change, signal).finally(() => world.kill())
        return cut
      },
    }))
    void world.engine.answers.editImage({ image: id, change: { private: true } }).catch(() => {})
    await world.untilKilled()
    world.between = images => images
    await world.open()

    const report = must(await world.during(world.engine.answers.syncLibrary({ whole: false })))

    expect(report).toMatchObject({ total: 1, removed: 0 })
    expectAllToName(world, theImage(world))
  })

  it('of unknown end is learned when its old id is named again', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    const offline: Outcome<never> = { ok: false, problem: { code: 'offline', host: 'api' } }
    let isDown = false
    let asked = 0
    await standBetween(world, images => ({
      ...images,
      async edit(image, change, signal) {
        await images.edit(image, change, signal)
        isDown = true
        return cut
      },
      async ask(image, signal) {
        asked += 1
        return isDown ? offline : images.ask(image, signal)
      },
    }))
    await makePrivate(world, id)
    // By then the background has given up for a while as well.
    await world.until(() => asked >= 9)
    isDown = false

    const again = must(await makePrivate(world, id))

    expect(again.image.id).toBe(theImage(world))
    expectAllToName(world, again.image.id)
  })
})

describe('an edit', () => {
  it('keeps our hash whatever the metadata becomes, unless it is named', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world
    const sha256 = world.receipts()[0]?.sha256
    const metadataAfter = async (
      metadata: Parameters<World['engine']['answers']['editImage']>[0]['change']['metadata'],
    ) => must(await world.during(world.engine.answers.editImage({ image: id, change: { metadata } }))).image.metadata

    expect(await metadataAfter({ kind: 'merge', set: { album: 'dunes', n: 1 }, remove: [] })).toEqual({
      sha256,
      album: 'dunes',
      n: 1,
    })
    expect(await metadataAfter({ kind: 'merge', set: { n: 2 }, remove: ['album'] })).toEqual({ sha256, n: 2 })
    expect(await metadataAfter({ kind: 'replace', with: { only: true } })).toEqual({ sha256, only: true })
    expect(await metadataAfter({ kind: 'merge', set: {}, remove: ['sha256'] })).toEqual({ only: true })
    expect(world.store.library.get('studio', id)?.metadata).toEqual({ only: true })
  })

  it('over the limit of metadata is refused with the bytes it would take', async () => {
    const { world, id } = await deliveredWorld()
    await using _ = world

    const answer = await world.during(
      world.engine.answers.editImage({
        image: id,
        change: { metadata: { kind: 'merge', set: { note: 'x'.repeat(1_000) }, remove: [] } },
      }),
    )

    expect(answer).toMatchObject({ ok: false, problem: { code: 'invalid-input', where: 'metadata' } })
    expect(JSON.stringify(answer)).toContain('1,087 bytes')
    expect(world.cloud.calls()['PATCH image']).toBeUndefined()
  })

  it('of an unknown image, or one that is only reserved, says so', async () => {
    await using world = await aWorld()
    const draft = must(
      await world.during(
        world.engine.answers.createUploadUrl({ private: false, creator: null, metadata: {}, expiresInSeconds: 1_800 }),
      ),
    )
    const problemOf = async (image: string): Promise<Problem['code'] | null> => {
      const answer = await makePrivate(world, image)
      return answer.ok ? null : answer.problem.code
    }

    expect(await problemOf('nobody')).toBe('image-unknown')
    expect(await problemOf(draft.imageId)).toBe('image-awaited')
  })

  it('cannot make an image private that has an id of one’s own', async () => {
    await using world = await aWorld()
    const own = await anotherDesk(world).upload('dune.jpg', 1, { id: 'shoot/dune' })

    const answer = await makePrivate(world, own.id)

    expect(answer).toMatchObject({ ok: false, problem: { code: 'custom-id-public' } })
    expect(unsettled(world)).toEqual([])
  })
})

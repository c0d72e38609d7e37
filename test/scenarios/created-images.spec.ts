import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ImagesApi } from '../../main/engine/ports.ts'
import { makePhoto } from '../fixtures/make-photo.ts'
import { aWorld, type World } from '../support/a-world.ts'
import { anotherDesk, must } from '../support/another-desk.ts'

type Order = Parameters<World['engine']['answers']['createImage']>[0]

const create = (world: World, from: Order['from'], rest: Partial<Order> = {}) =>
  world.during(world.engine.answers.createImage({ from, private: false, creator: null, metadata: {}, ...rest }))

async function worldWithFile() {
  const world = await aWorld()
  const path = join(world.place, 'dune.jpg')
  const bytes = await makePhoto({ seed: 1, width: 320, height: 240 })
  writeFileSync(path, bytes)
  return { world, path, bytes, from: { kind: 'file', path } as const }
}

const lost = { ok: false, problem: { code: 'arrival-unknown', detail: 'The line was cut' } } as const

describe('one file sent at once', () => {
  it('arrives with what was said of it, and gives a receipt and a place in the mirror', async () => {
    const { world, from, path } = await worldWithFile()
    await using _ = world

    const { image, receipt } = must(
      await create(world, from, { id: 'shoot/dune', metadata: { album: 'x' }, creator: 'me' }),
    )

    expect(image).toMatchObject({ id: 'shoot/dune', filename: 'dune.jpg', creator: 'me', private: false })
    expect(image.metadata).toEqual({ album: 'x', sha256: receipt?.sha256 })
    expect(receipt).toMatchObject({ path, imageId: 'shoot/dune', links: image.links })
    expect(world.cloud.images()[0]?.sha256).toBe(receipt?.sha256)
    expect(world.store.library.get('studio', 'shoot/dune')).toEqual(image)
  })

  it('counts as delivered: neither it nor the queue sends these bytes again', async () => {
    const { world, from, bytes } = await worldWithFile()
    await using _ = world
    const first = must(await create(world, from))
    world.writeBytes('same.jpg', bytes)
    await world.start()
    await world.settle()

    const again = must(await create(world, from))

    expect(again).toEqual(first)
    expect(world.state('same.jpg')).toBe('duplicate')
    expect(world.cloud.images()).toHaveLength(1)
  })

  it('is sent once though it is ordered twice at the same moment', async () => {
    const { world, from } = await worldWithFile()
    await using _ = world

    const [one, other] = await Promise.all([create(world, from), create(world, from)])

    expect(must(one).image.id).toBe(must(other).image.id)
    expect(world.cloud.images()).toHaveLength(1)
  })

  it('is sent once though the queue sends the same bytes at the same moment', async () => {
    const { world, from, bytes } = await worldWithFile()
    await using _ = world
    world.writeBytes('same.jpg', bytes)
    let created: ReturnType<typeof create> | undefined
    let isPast = false
    world.between = images => ({
      ...images,
      async send(...given) {
        created ??= create(world, from)
        // Time enough for the order to overtake, if it were let.
        for (let turns = 0; turns < 300 && !isPast; turns += 1) await new Promise(resolve => setTimeout(resolve, 1))
        return images.send(...given)
      },
      create(...given) {
        isPast = true
        return images.create(...given)
      },
    })
    await world.start()
    await world.settle()

    const answer = await created

    expect(answer).toMatchObject({ ok: true, value: { image: { id: world.cloud.images()[0]?.id } } })
    expect(world.cloud.images()).toHaveLength(1)
    expect(isPast).toBe(false)
    expect(world.state('same.jpg')).toBe('delivered')
  })

  it('waits for the queue that may have sent the same bytes and has not heard of it', async () => {
    const { world, from, bytes } = await worldWithFile()
    await using _ = world
    world.writeBytes('same.jpg', bytes)
    let isDown = true
    const cut = { ok: false, problem: { code: 'line-cut', detail: 'ECONNRESET' } } as const
    world.between = images => ({
      ...images,
      async send(...given) {
        await images.send(...given)
        return cut
      },
      ask: (...given) => (isDown ? Promise.resolve(cut) : images.ask(...given)),
    })
    await world.start()
    await world.until(({ counts }) => counts.waiting === 1)

    const early = await world.engine.answers.createImage({ from, private: false, creator: null, metadata: {} })
    isDown = false
    await world.settle()
    const later = must(await create(world, from))

    expect(early).toMatchObject({ ok: false, problem: { code: 'step-not-possible' } })
    expect(world.cloud.images()).toMatchObject([{ id: later.image.id }])
  })

  it('whose image was deleted elsewhere is sent again', async () => {
    const { world, from } = await worldWithFile()
    await using _ = world
    const first = must(await create(world, from))
    await anotherDesk(world).delete(first.image.id)

    const again = must(await create(world, from))

    expect(again.image.id).not.toBe(first.image.id)
    expect(world.cloud.images().map(image => image.id)).toEqual([again.image.id])
  })

  it('is not sent again while it cannot be told under which id it is kept', async () => {
    const { world, from } = await worldWithFile()
    await using _ = world
    let isDown = false
    let isLate = true
    const offline = { ok: false, problem: { code: 'offline', host: 'api' } } as const
    world.between = images => ({
      ...images,
      async edit(...given) {
        await images.edit(...given)
        isDown = true
        return { ok: false, problem: { code: 'line-cut', detail: 'ECONNRESET' } }
      },
      ask: (...given) => (isDown ? Promise.resolve(offline) : images.ask(...given)),
      list: (...given) =>
        isLate ? Promise.resolve({ ok: true, value: { images: [], next: null } }) : images.list(...given),
    })
    const { image } = must(await create(world, from))
    await world.during(world.engine.answers.editImage({ image: image.id, change: { private: true } }))
    isDown = false

    const early = await create(world, from)
    isLate = false
    const again = must(await create(world, from))

    expect(early).toMatchObject({ ok: false, problem: { code: 'arrival-unknown' } })
    expect(world.cloud.images()).toMatchObject([{ id: again.image.id }])
    expect(again.receipt).toMatchObject({ imageId: again.image.id })
  })

  it('under an id that was free again ends the receipt of what it held before', async () => {
    const { world, from, path } = await worldWithFile()
    await using _ = world
    const first = must(await create(world, from, { id: 'shoot/dune' }))
    await anotherDesk(world).delete('shoot/dune')
    world.clock.advance(1_000)
    writeFileSync(path, await makePhoto({ seed: 2, width: 320, height: 240 }))

    const second = must(await create(world, from, { id: 'shoot/dune' }))

    expect(world.store.receipts.ofBytes('studio', first.receipt?.sha256 ?? '')).toBeUndefined()
    expect(world.store.receipts.ofBytes('studio', second.receipt?.sha256 ?? '')).toEqual(second.receipt)
  })

  it('that the limits forbid is held, with the finding’s own words', async () => {
    const { world } = await worldWithFile()
    await using _ = world
    const path = join(world.place, 'notes.jpg')
    writeFileSync(path, 'not a picture, a note to myself')

    const answer = await create(world, { kind: 'file', path })

    expect(answer).toMatchObject({ ok: false, problem: { code: 'photo-held', path } })
    expect(JSON.stringify(answer)).toContain('This is not an image. ')
    expect(world.cloud.calls()).toEqual({})
  })

  it('that is not there, or whose metadata is too long with our hash, costs no call', async () => {
    const { world, from } = await worldWithFile()
    await using _ = world

    expect(await create(world, { kind: 'file', path: '/nowhere.jpg' })).toMatchObject({
      problem: { code: 'path-unknown' },
    })
    expect(await create(world, from, { metadata: { note: 'x'.repeat(1_000) } })).toMatchObject({
      problem: { code: 'invalid-input', where: 'metadata' },
    })
    expect(await create(world, from, { id: 'own', private: true })).toMatchObject({
      problem: { code: 'custom-id-public' },
    })
    expect(world.cloud.calls()).toEqual({})
  })

  it('that changes while it is read is not kept at the service', async () => {
    const { world, from, path } = await worldWithFile()
    await using _ = world
    world.between = images => ({
      ...images,
      async create(source, order, signal) {
        const other = await makePhoto({ seed: 2, width: 320, height: 240 })
        const bytes = Buffer.concat([other, Buffer.alloc(100_000)])
        // As long as the one that was looked at, with other bytes.
        writeFileSync(path, bytes.subarray(0, source.kind === 'file' ? source.photo.size : 0))
        return images.create(source, order, signal)
      },
    })

    const answer = await create(world, from)
    await world.until(() => world.cloud.images().length === 0)

    expect(answer.ok).toBe(false)
    expect(world.receipts()).toEqual([])
  })
})

describe('a reply that was lost', () => {
  const losing = (images: ImagesApi): ImagesApi => ({
    ...images,
    async create(source, order, signal) {
      await images.create(source, order, signal)
      return lost
    },
  })

  it('is made up for by asking, under an id of one’s own', async () => {
    const { world, from } = await worldWithFile()
    await using _ = world
    world.between = losing

    const { receipt } = must(await create(world, from, { id: 'shoot/dune' }))

    expect(receipt).toMatchObject({ imageId: 'shoot/dune' })
    expect(world.cloud.images()).toHaveLength(1)
  })

  it('does not pass off an older image of that id for ours', async () => {
    const { world, from } = await worldWithFile()
    await using _ = world
    await anotherDesk(world).upload('other.jpg', 9, { id: 'shoot/dune' })
    world.between = losing

    const answer = await create(world, from, { id: 'shoot/dune' })

    expect(answer).toEqual({ ok: false, problem: { code: 'image-exists', imageId: 'shoot/dune' } })
    expect(world.receipts()).toEqual([])
  })

  it('of an image whose id the service chose stays unknown, and is told so', async () => {
    const { world, from } = await worldWithFile()
    await using _ = world
    world.between = losing

    expect(await create(world, from)).toEqual(lost)
  })
})

describe('an upload link for somebody else', () => {
  it('is a reservation until the time that was asked for', async () => {
    await using world = await aWorld()

    const reserved = must(
      await world.during(
        world.engine.answers.createUploadUrl({
          private: true,
          creator: 'guest',
          metadata: { event: 'wedding' },
          expiresInSeconds: 120,
        }),
      ),
    )

    expect(reserved.expiresAt - world.clock.now()).toBeGreaterThanOrEqual(120_000)
    expect(world.cloud.images()).toMatchObject([{ id: reserved.imageId, draft: true }])
  })
})

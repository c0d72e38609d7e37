import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImagesApi, Original } from '../../main/engine/ports.ts'
import type { KeptOriginal, Outcome } from '../../preload/contract/index.ts'
import { aWorld, type World } from '../support/a-world.ts'
import { anotherDesk, must } from '../support/another-desk.ts'

const manifest = 'hotfolder-backup.jsonl'

/** A world with delivered photos and an empty folder for their originals. */
async function backupWorld(photos: readonly string[] = ['dune.jpg', 'sea.jpg', 'wood.jpg']) {
  const world = await aWorld({ photos })
  await world.start()
  await world.settle()
  const folder = join(world.place, 'backup')
  mkdirSync(folder)
  return { world, folder, ids: world.receipts().map(receipt => receipt.imageId) }
}

const keep = (world: World, folder: string, image: string): Promise<Outcome<KeptOriginal>> =>
  world.during(world.engine.answers.keepOriginal({ image, folder }))

const keepAll = async (world: World, folder: string, ids: readonly string[]): Promise<KeptOriginal[]> =>
  (await Promise.all(ids.map(id => keep(world, folder, id)))).map(must)

async function standBetween(world: World, between: (images: ImagesApi) => ImagesApi): Promise<void> {
  await world.stop()
  world.between = between
  await world.restart()
}

/** The original is changed on its way. */
const originalAs = (change: (original: Original) => Original) => (images: ImagesApi) => ({
  ...images,
  async original(...given: Parameters<ImagesApi['original']>) {
    const original = await images.original(...given)
    return original.ok ? { ok: true as const, value: change(original.value) } : original
  },
})

async function* cutShort(source: AsyncIterable<Uint8Array>, bytes: number) {
  let left = bytes
  for await (const chunk of source) {
    yield chunk.subarray(0, left)
    left -= chunk.length
    if (left <= 0) return
  }
}

const filesIn = (folder: string) => readdirSync(folder).toSorted()
const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const notesIn = (folder: string) => readFileSync(join(folder, manifest), 'utf8').trim().split('\n')
const fetched = (world: World) => world.cloud.calls()['GET blob'] ?? 0

describe('a backup', () => {
  it('brings every original under its own name, proven to be the bytes that were sent', async () => {
    const { world, folder, ids } = await backupWorld()
    await using _ = world

    const kept = await keepAll(world, folder, ids)

    expect(kept.every(one => one.proof === 'identical' && !one.wasThere)).toBe(true)
    expect(filesIn(folder)).toEqual(['dune.jpg', manifest, 'sea.jpg', 'wood.jpg'])
    for (const name of ['dune.jpg', 'sea.jpg', 'wood.jpg'])
      expect(readFileSync(join(folder, name)).equals(world.read(name))).toBe(true)
  })

  it('made again fetches nothing, and looks at every byte that is there', async () => {
    const { world, folder, ids } = await backupWorld()
    await using _ = world
    await keepAll(world, folder, ids)
    await world.stop()
    await world.restart()

    const again = await keepAll(world, folder, ids)

    expect(again.every(one => one.wasThere)).toBe(true)
    expect(fetched(world)).toBe(3)
    expect(notesIn(folder)).toHaveLength(3)
  })

  it('brings again what was changed or lost, and leaves what is there as it is', async () => {
    const { world, folder, ids } = await backupWorld()
    await using _ = world
    await keepAll(world, folder, ids)
    const changed = world.read('dune.jpg')
    changed.writeUInt8(changed.readUInt8(500) ^ 1, 500)
    writeFileSync(join(folder, 'dune.jpg'), changed)
    rmSync(join(folder, 'sea.jpg'))

    const again = await keepAll(world, folder, ids)

    expect(again.filter(one => one.wasThere)).toHaveLength(1)
    expect(readFileSync(join(folder, 'dune.jpg')).equals(changed)).toBe(true)
    expect(readFileSync(join(folder, 'sea.jpg')).equals(world.read('sea.jpg'))).toBe(true)
    const [other] = filesIn(folder).filter(name => /^dune \([0-9a-f]{8}\)\.jpg$/.test(name))
    expect(readFileSync(join(folder, other ?? '')).equals(world.read('dune.jpg'))).toBe(true)
  })

  it('gives two images of one name two files, though they come at the same moment', async () => {
    const { world, folder } = await backupWorld(['dune.jpg'])
    await using _ = world
    const desk = anotherDesk(world)
    const ids = [
      await desk.upload('dune.jpg', 50),
      await desk.upload('DUNE.jpg', 51),
      await desk.upload('dune.jpg', 52),
    ]

    const kept = await keepAll(world, folder, [world.receipts()[0]?.imageId ?? '', ...ids.map(({ id }) => id)])

    const files = filesIn(folder).filter(name => name !== manifest)
    expect(new Set(files.map(name => name.toLowerCase())).size).toBe(4)
    expect(new Set(kept.map(one => one.path)).size).toBe(4)
    expect(kept.every(one => hashOf(one.path) === one.sha256)).toBe(true)
  })

  it('never writes over a file of the person’s own', async () => {
    const { world, folder, ids } = await backupWorld(['dune.jpg'])
    await using _ = world
    writeFileSync(join(folder, 'dune.jpg'), 'my own notes on dunes')

    const [kept] = await keepAll(world, folder, ids)

    expect(readFileSync(join(folder, 'dune.jpg'), 'utf8')).toBe('my own notes on dunes')
    expect(kept?.path).toMatch(/dune \([0-9a-f]{8}\)\.jpg$/)
  })

  it('takes an id with slashes for no path', async () => {
    const { world, folder } = await backupWorld(['dune.jpg'])
    await using _ = world
    const own = await anotherDesk(world).upload('../../evil.jpg', 60, { id: 'shoot/2026/dune' })

    const kept = must(await keep(world, folder, own.id))

    expect(filesIn(folder)).toEqual(['evil.jpg', manifest])
    expect(kept).toMatchObject({ imageId: own.id, proof: 'intact' })
  })

  it('brings what an id of one’s own holds now, beside what it held before', async () => {
    const { world, folder } = await backupWorld([])
    await using _ = world
    const desk = anotherDesk(world)
    await desk.upload('logo.jpg', 1, { id: 'logo' })
    const before = must(await keep(world, folder, 'logo'))
    await desk.delete('logo')
    world.clock.advance(1_000)
    await desk.upload('logo.jpg', 2, { id: 'logo' })

    const now = must(await keep(world, folder, 'logo'))
    const again = must(await keep(world, folder, 'logo'))

    expect([before.wasThere, now.wasThere, again.wasThere]).toEqual([false, false, true])
    expect(again.path).toBe(now.path)
    expect([hashOf(before.path), hashOf(now.path)]).toEqual([before.sha256, now.sha256])
    expect(now.sha256).not.toBe(before.sha256)
  })

  it('of a photo whose bytes we never sent is proven by decoding it', async () => {
    const { world, folder } = await backupWorld(['dune.jpg'])
    await using _ = world
    const theirs = await anotherDesk(world).upload('theirs.jpg', 70)

    expect(must(await keep(world, folder, theirs.id)).proof).toBe('intact')
  })

  it('goes into a folder that is there, and is told otherwise', async () => {
    const { world, folder, ids } = await backupWorld(['dune.jpg'])
    await using _ = world
    const [id = ''] = ids

    expect(await keep(world, join(folder, 'nowhere'), id)).toMatchObject({ problem: { code: 'path-unknown' } })
    expect(await keep(world, world.path('dune.jpg'), id)).toMatchObject({ problem: { code: 'folder-not-a-folder' } })
    expect(await keep(world, folder, 'nobody')).toMatchObject({ problem: { code: 'image-unknown' } })
  })
})

describe('an original that does not come whole', () => {
  it('because it is shorter than announced leaves nothing', async () => {
    const { world, folder, ids } = await backupWorld(['dune.jpg'])
    await using _ = world
    await standBetween(
      world,
      originalAs(original => ({ ...original, read: () => cutShort(original.read(), 1_000) })),
    )

    const answer = await keep(world, folder, ids[0] ?? '')

    expect(answer).toMatchObject({ ok: false, problem: { code: 'download-damaged', imageId: ids[0] } })
    expect(filesIn(folder)).toEqual([])
  })

  it('because it does not decode to its end leaves nothing, though its length was never announced', async () => {
    const { world, folder, ids } = await backupWorld(['dune.jpg'])
    await using _ = world
    await standBetween(
      world,
      originalAs(original => ({ ...original, bytes: null, read: () => cutShort(original.read(), 3_000) })),
    )

    expect(await keep(world, folder, ids[0] ?? '')).toMatchObject({ problem: { code: 'download-damaged' } })
    expect(filesIn(folder)).toEqual([])
  })

  it('because the line breaks is fetched again', async () => {
    const { world, folder, ids } = await backupWorld(['dune.jpg'])
    await using _ = world
    let tries = 0
    const breaking = async function* (source: AsyncIterable<Uint8Array>) {
      tries += 1
      yield* tries === 1 ? cutShort(source, 1_000) : source
      if (tries === 1) throw Object.assign(new Error(), { problem: { code: 'line-cut', detail: 'ECONNRESET' } })
    }
    await standBetween(
      world,
      originalAs(original => ({ ...original, read: () => breaking(original.read()) })),
    )

    expect(must(await keep(world, folder, ids[0] ?? '')).proof).toBe('identical')
    expect(filesIn(folder)).toEqual(['dune.jpg', manifest])
  })
})

describe('a backup that was killed', () => {
  it('while an original came in goes on, and leaves no half of it', async () => {
    const { world, folder, ids } = await backupWorld()
    await using _ = world
    let came = 0
    await standBetween(
      world,
      originalAs(original => ({
        ...original,
        async *read() {
          came += 1
          if (came < 3) return yield* original.read()
          yield* cutShort(original.read(), 1_000)
          world.kill()
          throw Object.assign(new Error(), { problem: { code: 'interrupted' } })
        },
      })),
    )
    for (const id of ids.slice(0, 2)) must(await keep(world, folder, id))
    void world.engine.answers.keepOriginal({ image: ids[2] ?? '', folder }).catch(() => {})
    await world.untilKilled()
    // What a kill leaves of a file that was being written.
    const [missing = ''] = ['dune.jpg', 'sea.jpg', 'wood.jpg'].filter(name => !filesIn(folder).includes(name))
    writeFileSync(join(folder, `.${missing}.part`), 'half')

    world.between = images => images
    await world.restart()
    const kept = await keepAll(world, folder, ids)

    expect(kept.filter(one => one.wasThere)).toHaveLength(2)
    expect(filesIn(folder)).toEqual(['dune.jpg', manifest, 'sea.jpg', 'wood.jpg'])
    expect(kept.every(one => hashOf(one.path) === one.sha256 && one.proof === 'identical')).toBe(true)
  })

  it('between a file and its note makes no second copy', async () => {
    const { world, folder, ids } = await backupWorld(['dune.jpg'])
    await using _ = world
    await keepAll(world, folder, ids)
    rmSync(join(folder, manifest))
    await world.stop()
    await world.restart()

    const [kept] = await keepAll(world, folder, ids)

    expect(kept).toMatchObject({ wasThere: true, proof: 'identical' })
    expect(filesIn(folder)).toEqual(['dune.jpg', manifest])
  })

  it('in the midst of a note passes over what is left of it', async () => {
    const { world, folder, ids } = await backupWorld()
    await using _ = world
    await keepAll(world, folder, ids)
    truncateSync(join(folder, manifest), readFileSync(join(folder, manifest)).length - 40)

    const again = await keepAll(world, folder, ids)

    expect(again.every(one => one.wasThere)).toBe(true)
    expect(filesIn(folder)).toEqual(['dune.jpg', manifest, 'sea.jpg', 'wood.jpg'])
    expect((await keepAll(world, folder, ids)).every(one => one.wasThere)).toBe(true)
    expect(fetched(world)).toBe(4)
  })
})

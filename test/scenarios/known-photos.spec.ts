import { randomUUID } from 'node:crypto'
import { renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { KnownPhoto } from '../../main/engine/ports.ts'
import type { KnownQuery, KnownView } from '../../preload/contract/index.ts'
import { makePhoto } from '../fixtures/make-photo.ts'
import { aWorld, type World } from '../support/a-world.ts'

async function listKnown(world: World, query: Partial<KnownQuery> = {}): Promise<KnownView[]> {
  const listed = await world.engine.answers.listKnown({ verdict: 'held', limit: 100, ...query })
  if (!listed.ok) throw new Error(listed.problem.code)
  return listed.value.photos
}

const idsOf = (photos: readonly KnownView[]) => photos.map(photo => photo.id)
const noPhoto = (seed: number) => new Uint8Array([1, 2, seed])
const tenMinutes = (world: World) => world.until(() => false, 600_000).catch(() => {})

/** A world that holds some files which are no photos. */
async function aWorldThatHolds(names: readonly string[]): Promise<World> {
  const world = await aWorld()
  for (const [index, name] of names.entries()) world.writeBytes(name, noPhoto(index))
  await world.start()
  await world.until(queue => queue.counts.held === names.length)
  return world
}

describe('photos without a job', () => {
  it('are listed: the held with what is wrong, as plain values, the duplicates with their image, and none by its path', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    world.writeBytes('notes.jpg', new Uint8Array([1, 2, 3]))
    world.writeBytes('copy.jpg', world.read('dune.jpg'))
    await world.until(queue => queue.counts.held === 1 && queue.counts.duplicate === 1)

    const [held] = await listKnown(world)
    const [duplicate] = await listKnown(world, { verdict: 'duplicate' })

    expect(held).toMatchObject({ name: 'notes.jpg', bytes: 3, profile: 'studio', of: null })
    expect(held?.findings).toEqual([{ rule: 'not-an-image', detail: expect.any(String) }])
    expect(duplicate).toMatchObject({ name: 'copy.jpg', findings: [], of: { image: world.receipts()[0]?.imageId } })
    expect(duplicate?.facts?.width).toBe(320)
    expect(JSON.stringify([held, duplicate])).not.toContain(world.folder)
  })
})

describe('a dismissed photo', () => {
  it('leaves the list and the count, and no file is touched', async () => {
    await using world = await aWorldThatHolds(['a.jpg', 'b.jpg'])
    const news: string[] = []
    world.engine.feed.listen(event => news.push(event.news.kind))
    const [newest] = await listKnown(world)

    const dismissed = await world.engine.answers.dismissKnown({ ids: idsOf(newest === undefined ? [] : [newest]) })

    expect(dismissed).toEqual({ ok: true, value: { changed: 1 } })
    expect((await listKnown(world)).map(photo => photo.name)).not.toContain(newest?.name)
    expect((await world.queue()).counts.held).toBe(1)
    expect(news).toEqual(['knownChanged', 'queueChanged'])
    expect(world.read(newest?.name ?? '')).toHaveLength(3)
  })

  it('stays so when it is touched, and over a restart, until its bytes change', async () => {
    await using world = await aWorldThatHolds(['a.jpg'])
    await world.engine.answers.dismissKnown({ all: true })
    const told = world.ended.length

    utimesSync(world.path('a.jpg'), 1_700_000_000, 1_700_000_000)
    world.hear('a.jpg')
    await tenMinutes(world)
    await world.stop()
    await world.restart()
    await tenMinutes(world)
    expect([world.state('a.jpg'), world.ended.length]).toEqual(['dismissed', told])
    expect(world.store.ledger.get('studio', world.path('a.jpg'))?.stamp.mtimeMs).toBe(1_700_000_000_000)

    world.writeBytes('a.jpg', noPhoto(9))
    await world.until(queue => queue.counts.held === 1)

    expect(world.ended.at(-1)).toMatchObject({ path: world.path('a.jpg'), state: 'held' })
  })

  it('is held again when a person names it', async () => {
    await using world = await aWorldThatHolds(['a.jpg'])
    await world.engine.answers.dismissKnown({ all: true })

    await world.engine.answers.addPhotos({ paths: [world.path('a.jpg')] })
    await world.until(queue => queue.counts.held === 1)

    expect(world.state('a.jpg')).toBe('held')
  })

  it('can be brought back', async () => {
    await using world = await aWorldThatHolds(['a.jpg', 'b.jpg'])
    await world.engine.answers.dismissKnown({ all: true })
    const dismissed = await listKnown(world, { verdict: 'dismissed' })

    await world.engine.answers.restoreKnown({ ids: idsOf(dismissed).slice(0, 1) })

    expect((await listKnown(world)).map(photo => photo.name)).toEqual([dismissed[0]?.name])
    expect((await world.queue()).counts.held).toBe(1)
  })

  it('ends the batch of whoever waits for it', async () => {
    await using world = await aWorldThatHolds(['a.jpg'])
    await world.engine.answers.dismissKnown({ all: true })
    const ended: string[] = []
    world.engine.feed.listen(({ news }) => news.kind === 'batchEnded' && ended.push(news.batch))

    const crawled = await world.engine.answers.crawlFolder({ folder: world.store.folders.all()[0]?.id ?? '' })
    await world.until(() => ended.length === 1)

    expect(crawled).toEqual({ ok: true, value: { batch: ended[0] } })
    expect(world.ended.at(-1)?.state).toBe('held')
    expect(world.state('a.jpg')).toBe('dismissed')
  })

  it('is no other one than was meant: ids of photos judged anew are passed over', async () => {
    await using world = await aWorldThatHolds(['a.jpg'])
    const before = idsOf(await listKnown(world))
    world.clock.advance(10)
    world.writeBytes('a.jpg', noPhoto(9))
    await world.until(() => world.ended.length === 2)

    const dismissed = await world.engine.answers.dismissKnown({ ids: [...before, 'unheard-of'] })

    expect(dismissed).toEqual({ ok: true, value: { changed: 0 } })
    expect(world.state('a.jpg')).toBe('held')
  })

  it('may be one of a thousand', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `${index}.jpg`)
    await using world = await aWorld()
    for (const [index, name] of names.entries())
      world.store.ledger.put({
        ...{ profile: 'studio', folder: null, sha256: null, facts: null, sending: null, staged: null, at: index },
        stamp: { path: `/elsewhere/${name}`, size: 1, mtimeMs: 1 },
        verdict: { kind: 'held', findings: [{ rule: 'empty' }] },
      })

    const dismissed = await world.during(world.engine.answers.dismissKnown({ all: true, profile: 'studio' }))

    expect(dismissed).toEqual({ ok: true, value: { changed: 1_000 } })
    expect((await world.queue()).counts.held).toBe(0)
  })

  it('is none that was judged anew while many are dismissed', async () => {
    await using world = await aWorld()
    const stampOf = (index: number) => ({ path: `/elsewhere/${index}.jpg`, size: 1, mtimeMs: 1 })
    const held = (index: number): KnownPhoto => ({
      ...{ profile: 'studio', folder: null, sha256: null, facts: null, sending: null, staged: null, at: index },
      stamp: stampOf(index),
      verdict: { kind: 'held', findings: [{ rule: 'empty' }] },
    })
    for (let index = 0; index < 300; index += 1) world.store.ledger.put(held(index))

    const dismissing = world.engine.answers.dismissKnown({ all: true, profile: 'studio' })
    world.store.ledger.put({ ...held(0), at: 1_000, verdict: { kind: 'accepted', job: randomUUID() } })
    const dismissed = await world.during(dismissing)

    expect(dismissed).toEqual({ ok: true, value: { changed: 299 } })
    expect(world.store.ledger.get('studio', stampOf(0).path)?.verdict.kind).toBe('accepted')
  })
})

describe('a held photo judged again', () => {
  /** Held though its bytes are in order: what a mistake of ours, mended since, leaves behind. */
  async function aWorldWithMistake(): Promise<World> {
    const world = await aWorld({ photos: ['a.jpg'] })
    const { size, mtimeMs } = statSync(world.path('a.jpg'))
    const [folder] = world.store.folders.all()
    world.store.ledger.put({
      ...{
        profile: 'studio',
        folder: folder?.id ?? null,
        sha256: null,
        facts: null,
        sending: null,
        staged: null,
        at: 1,
      },
      stamp: { path: world.path('a.jpg'), size, mtimeMs },
      verdict: { kind: 'held', findings: [{ rule: 'damaged', detail: 'so it seemed' }] },
    })
    await world.start()
    await tenMinutes(world)
    return world
  }

  it('is read again, and sent when it is in order', async () => {
    await using world = await aWorldWithMistake()
    expect(world.state('a.jpg')).toBe('held')

    const answer = await world.engine.answers.judgeAgain({ ids: idsOf(await listKnown(world)) })
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg'])
    expect(world.ended.map(photo => [photo.state, photo.batches])).toEqual([
      ['delivered', [answer.ok ? answer.value.batch : '']],
    ])
    expect((await world.queue()).counts.held).toBe(0)
  })

  it('is told again when it is still not', async () => {
    await using world = await aWorldThatHolds(['a.jpg'])

    await world.engine.answers.judgeAgain({ ids: idsOf(await listKnown(world)) })
    await world.until(() => world.ended.length === 2)

    expect(world.ended.map(photo => photo.state)).toEqual(['held', 'held'])
    expect((await world.queue()).counts.held).toBe(1)
  })

  it('is forgotten when it is gone', async () => {
    await using world = await aWorldThatHolds(['a.jpg', 'b.jpg'])
    rmSync(world.path('a.jpg'))

    await world.engine.answers.judgeAgain({ ids: idsOf(await listKnown(world)) })
    await world.until(queue => queue.counts.held === 1 && queue.judging === 0)

    expect((await listKnown(world)).map(photo => photo.name)).toEqual(['b.jpg'])
    expect(world.ended.map(photo => photo.problem?.code)).toContain('photo-gone')
  })

  it('is sent as was said when it was picked by hand, though its file was put in order only later', async () => {
    await using world = await aWorld()
    await world.start()
    const elsewhere = `${world.place}/picked.jpg`
    world.writeBytes('.hidden-a.jpg', noPhoto(1))
    renameSync(world.path('.hidden-a.jpg'), elsewhere)
    const sending = { private: true, creator: 'Ada', tags: { client: 'Miller' } }
    await world.engine.answers.addPhotos({ paths: [elsewhere], sending })
    await world.until(queue => queue.counts.held === 1)
    world.writeBytes('.hidden-b.jpg', await makePhoto({ seed: 1 }))
    renameSync(world.path('.hidden-b.jpg'), elsewhere)

    await world.engine.answers.judgeAgain({ ids: idsOf(await listKnown(world)) })
    await world.settle()

    expect(world.jobs().map(job => [job.state.kind, job.sending])).toEqual([['delivered', sending]])
  })
})

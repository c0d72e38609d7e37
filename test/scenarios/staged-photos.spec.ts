import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../fixtures/make-photo.ts'
import { aSheet, pick, stage, valueOf, viewOf } from '../support/a-sheet.ts'
import { aWorld, type World } from '../support/a-world.ts'

const tenMinutes = (world: World) => world.until(() => false, 600_000).catch(() => {})

describe('a sheet', () => {
  it('tells what is ready, held, delivered and under way before anything is sent', async () => {
    await using world = await aWorld({ photos: ['dune.jpg', 'sea.jpg'] })
    await world.start()
    await world.settle()
    await world.engine.answers.pauseQueue({})
    await world.write('queued.jpg', 9)
    await world.until(queue => queue.counts.queued === 1)
    const [wood = '', wood2 = ''] = await pick(world, ['wood.jpg', 'moor.jpg'])
    const twin = join(world.place, 'card', 'twin.jpg')
    writeFileSync(twin, await makePhoto({ seed: 50 }))
    const notes = join(world.place, 'card', 'notes.jpg')
    writeFileSync(notes, 'no photo')
    const calls = world.cloud.calls()

    const batch = await stage(world, [wood, wood2, twin, notes, world.folder])
    await world.until(queue => queue.counts.staged === 2 && queue.judging === 0)
    const view = await viewOf(world, batch)

    const { ready, held, duplicates, underWay, sending, ...rest } = view
    expect(rest).toEqual({ batch, profile: 'studio', judging: 0, complete: true, leftOut: 0, calls: 2 })
    expect(sending).toEqual({ private: false, creator: null, tags: {} })
    expect(ready).toMatchObject({ count: 2 })
    expect(new Set(ready.names)).toEqual(
      new Set(['moor.jpg', ready.names.includes('twin.jpg') ? 'twin.jpg' : 'wood.jpg']),
    )
    expect(held).toEqual([{ rule: 'not-an-image', count: 1, bytes: 8, names: ['notes.jpg'] }])
    expect(duplicates.count).toBe(3)
    expect(underWay).toMatchObject({ count: 1, names: ['queued.jpg'] })
    expect(world.cloud.calls()).toEqual(calls)
    expect(world.state('queued.jpg')).toBe('queued')
  })

  it('says how many files of a folder were left out', async () => {
    await using world = await aWorld()
    await world.start()
    const [wood = ''] = await pick(world, ['wood.jpg'])
    for (const name of ['notes.txt', 'wood.xmp']) writeFileSync(join(world.place, 'card', name), 'no photo')

    const batch = await stage(world, [dirname(wood)])
    await world.until(queue => queue.counts.staged === 1 && queue.judging === 0)

    expect(await viewOf(world, batch)).toMatchObject({ ready: { count: 1 }, leftOut: 2, complete: true })
  })

  it('names no more photos than are asked for', async () => {
    await using world = (await aSheet(['a.jpg', 'b.jpg', 'c.jpg'])).world
    const [batch = ''] = world.store.staged.batches().map(one => one.batch)

    const view = valueOf(await world.engine.answers.stagedBatch({ batch, names: 2 }))

    expect([view.ready.count, view.ready.names.length]).toEqual([3, 2])
  })

  it('is started by no order about the whole queue', async () => {
    const { world, batch } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world

    const orders = ['resumeJobs', 'retryJobs', 'pauseJobs', 'cancelJobs'] as const
    for (const order of orders) await world.engine.answers[order]({ all: true })
    await world.engine.answers.pauseQueue({})
    await world.engine.answers.resumeQueue({})
    await tenMinutes(world)

    expect(world.cloud.calls()).toEqual({})
    expect((await viewOf(world, batch)).ready.count).toBe(2)
    expect((await world.queue()).bytesLeft).toBe(0)
  })

  it('is sent at a word, and its end is told', async () => {
    const { world, batch } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world
    const ended: string[] = []
    world.engine.feed.listen(({ news }) => news.kind === 'batchEnded' && ended.push(news.batch))

    const sent = await world.engine.answers.sendStaged({ batch })
    await world.settle()

    expect(sent).toEqual({ ok: true, value: { changed: 2 } })
    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
    expect(ended).toEqual([batch])
    expect(await world.engine.answers.stagedBatch({ batch, names: 1 })).toEqual({
      ok: false,
      problem: { code: 'batch-unknown', batch },
    })
  })

  it('is sent in part, and the rest waits on', async () => {
    const { world, batch } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world

    await world.engine.answers.sendStaged({ batch, jobs: [world.job('b.jpg')?.id ?? ''] })
    await world.settle()

    expect(world.delivered()).toEqual(['b.jpg'])
    expect((await viewOf(world, batch)).ready.names).toEqual(['a.jpg'])
  })

  it('is given up at a word: its photos are cancelled and nothing was ever asked of the account', async () => {
    const { world, batch, paths } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world

    const dropped = await world.engine.answers.dropStaged({ batch })
    await tenMinutes(world)

    expect(dropped).toEqual({ ok: true, value: { changed: 2 } })
    expect(world.ended.map(photo => `${photo.state} ${photo.path}`).toSorted()).toEqual(
      paths.map(path => `cancelled ${path}`),
    )
    expect(world.cloud.calls()).toEqual({})
  })

  it('survives a kill: nothing is lost, and nothing is sent without the word', async () => {
    const { world, batch } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world
    world.kill()
    await world.untilKilled()

    await world.restart()
    await tenMinutes(world)
    const snapshot = valueOf(await world.engine.answers.snapshot({}))
    expect(world.cloud.calls()).toEqual({})
    expect(snapshot.staged).toEqual([batch])
    expect(await viewOf(world, batch)).toMatchObject({ complete: true, profile: 'studio', ready: { count: 2 } })
    await world.engine.answers.sendStaged({ batch })
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
    expect(valueOf(await world.engine.answers.snapshot({})).staged).toEqual([])
  })

  it('that is unknown is said to be so', async () => {
    await using world = await aWorld()

    for (const order of ['sendStaged', 'dropStaged'] as const)
      expect(await world.engine.answers[order]({ batch: 'x' })).toEqual({
        ok: false,
        problem: { code: 'batch-unknown', batch: 'x' },
      })
  })
})

describe('a sheet that is still being judged', () => {
  it('takes the word to send for all of it', async () => {
    await using world = await aWorld()
    await world.start()
    const batch = await stage(world, await pick(world, ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg']))
    expect((await viewOf(world, batch)).complete).toBe(false)

    await world.engine.answers.sendStaged({ batch })
    await world.until(() => world.delivered().length === 5)

    expect((await world.queue()).counts.staged).toBe(0)
  })

  it('takes the word to give it up for all of it', async () => {
    await using world = await aWorld()
    await world.start()
    const paths = await pick(world, ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg'])
    const ended: string[] = []
    world.engine.feed.listen(({ news }) => news.kind === 'batchEnded' && ended.push(news.batch))
    const batch = await stage(world, paths)
    await world.until(queue => queue.judging + queue.counts.staged > 0)

    await world.engine.answers.dropStaged({ batch })
    await world.until(queue => queue.judging === 0 && ended.length === 1)

    expect(world.cloud.calls()).toEqual({})
    expect(world.jobs().map(job => job.state.kind)).not.toContain('staged')
    expect(new Set(world.ended.map(photo => photo.state))).toEqual(new Set(['cancelled']))
    expect(world.noticed).toEqual([])
  })
})

describe('a sheet of a whole folder', () => {
  it('can be given up while the folder is still listed, without a word of complaint', async () => {
    await using world = await aWorld()
    await world.start()
    const paths = await pick(world, ['a.jpg', 'b.jpg'])

    const batch = await stage(world, [join(paths[0] ?? '', '..')])
    await world.engine.answers.dropStaged({ batch })
    await tenMinutes(world)

    expect(world.jobs().filter(job => job.state.kind !== 'cancelled')).toEqual([])
    expect(world.noticed).toEqual([])
    expect(world.cloud.calls()).toEqual({})
  })
})

describe('a photo on a sheet', () => {
  it('is sent when a person names it elsewhere', async () => {
    const { world, batch, paths } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world

    await world.engine.answers.addPhotos({ paths: paths.slice(0, 1) })
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg'])
    expect((await viewOf(world, batch)).ready.names).toEqual(['b.jpg'])
  })

  it('is sent when a person sends a copy of it', async () => {
    const { world } = await aSheet(['a.jpg'])
    await using _ = world
    const copy = join(world.place, 'copy.jpg')
    writeFileSync(copy, await makePhoto({ seed: 50 }))

    await world.engine.answers.addPhotos({ paths: [copy] })
    await world.settle()

    expect(world.delivered()).toEqual(['copy.jpg'])
  })

  it('moves to the sheet on which it was picked last, and is sent as was said there', async () => {
    const { world, batch, paths } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world

    const second = await stage(world, paths.slice(0, 1), { private: true })
    await world.until(queue => queue.judging === 0 && world.job('a.jpg')?.sending.private === true)
    await world.engine.answers.sendStaged({ batch: second })
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg'])
    expect(world.job('a.jpg')?.sending.private).toBe(true)
    expect((await viewOf(world, batch)).ready.names).toEqual(['b.jpg'])
  })

  it('waits on when a watched folder reports it, unchanged or with new bytes', async () => {
    await using world = await aWorld({ settings: { onlyAfter: Date.now() + 3_600_000 } })
    await world.start()
    await world.write('a.jpg', 1)
    await stage(world, [world.path('a.jpg')])
    await world.until(queue => queue.counts.staged === 1 && queue.judging === 0)
    const [folder] = world.store.folders.all()
    await world.engine.answers.changeFolder({ folder: folder?.id ?? '', settings: { onlyAfter: null } })

    world.hear('a.jpg')
    await tenMinutes(world)
    const before = world.job('a.jpg')
    await world.write('a.jpg', 2)
    await tenMinutes(world)

    expect(world.cloud.calls()).toEqual({})
    expect(world.job('a.jpg')).toMatchObject({ id: before?.id, state: before?.state, folder: null })
    expect(world.job('a.jpg')?.sha256).not.toBe(before?.sha256)
  })

  it('that failed or was cancelled before is ready, and sent only at the word', async () => {
    const { world, batch, paths } = await aSheet(['a.jpg'])
    await using _ = world
    await world.engine.answers.dropStaged({ batch })

    const again = await stage(world, paths)
    await world.until(queue => queue.counts.staged === 1 && queue.judging === 0)
    await tenMinutes(world)
    expect(world.cloud.calls()).toEqual({})
    await world.engine.answers.sendStaged({ batch: again })
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg'])
  })

  it('can be sent or cancelled by its name', async () => {
    const { world } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world

    await world.engine.answers.resumeJobs({ jobs: [world.job('a.jpg')?.id ?? ''] })
    await world.engine.answers.cancelJobs({ jobs: [world.job('b.jpg')?.id ?? ''] })
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg'])
    expect(world.job('b.jpg')?.state.kind).toBe('cancelled')
  })
})

import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Image } from '../../preload/contract/index.ts'
import { makePhoto } from '../fixtures/make-photo.ts'
import { aSheet, pick, stage, valueOf, viewOf } from '../support/a-sheet.ts'
import { aWorld, type World } from '../support/a-world.ts'

/** What the account keeps, as it tells it itself. */
async function kept(world: World): Promise<Image[]> {
  const images: Image[] = []
  for (const { id } of world.cloud.images())
    images.push(valueOf(await world.during(world.engine.answers.getImage({ profile: 'studio', image: id }))).image)
  return images
}

describe('the last word on how a sheet is sent', () => {
  const said = { private: true, creator: 'Ada', tags: { client: 'Miller' } }

  it('counts for all of it, and for nothing that was delivered before', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    const before = await kept(world)
    const batch = await stage(world, [...(await pick(world, ['a.jpg', 'b.jpg'])), world.path('dune.jpg')])
    await world.until(queue => queue.counts.staged === 2 && queue.judging === 0)
    expect((await viewOf(world, batch)).duplicates.names).toEqual(['dune.jpg'])

    await world.engine.answers.sendStaged({ batch, sending: said })
    await world.settle()

    const after = await kept(world)
    const sent = after.filter(image => before.every(({ id }) => id !== image.id))
    expect(sent).toHaveLength(2)
    for (const image of sent)
      expect(image).toMatchObject({ private: true, creator: 'Ada', metadata: { client: 'Miller' } })
    expect(after).toEqual(expect.arrayContaining(before))
  })

  it('leaves as it was picked what it does not name', async () => {
    await using world = await aWorld()
    await world.start()
    const batch = await stage(world, await pick(world, ['a.jpg']), { private: true, tags: { client: 'Miller' } })
    await world.until(queue => queue.counts.staged === 1 && queue.judging === 0)

    await world.engine.answers.sendStaged({ batch, sending: { creator: 'Ada' } })
    await world.settle()

    expect(world.job('a.jpg')?.sending).toEqual({ private: true, creator: 'Ada', tags: { client: 'Miller' } })
  })

  it('counts for those, too, that are judged only after it', async () => {
    await using world = await aWorld()
    await world.start()
    const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg']
    const batch = await stage(world, await pick(world, names))
    expect((await viewOf(world, batch)).complete).toBe(false)

    await world.engine.answers.sendStaged({ batch, sending: { private: true } })
    await world.until(() => world.delivered().length === names.length)

    expect(world.jobs().map(job => job.sending.private)).toEqual(names.map(() => true))
  })

  it('is kept with the photos: a kill right after it makes nothing public', async () => {
    const { world, batch } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world
    await world.engine.answers.pauseQueue({})
    await world.engine.answers.sendStaged({ batch, sending: { private: true } })
    world.kill()
    await world.untilKilled()

    await world.restart()
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect((await kept(world)).map(image => image.private)).toEqual([true, true])
  })
})

describe('a sheet that goes to another account', () => {
  const other = { kind: 'local' } as const

  it('is judged anew there, and nothing of it is left at the first', async () => {
    const { world, batch } = await aSheet(['a.jpg', 'b.jpg'])
    await using _ = world
    await world.engine.answers.addProfile({ name: 'home', account: other, token: null })

    const moved = valueOf(await world.during(world.engine.answers.moveStaged({ batch, profile: 'home' })))
    await world.until(queue => queue.counts.staged === 2 && queue.judging === 0)

    expect(await viewOf(world, moved.batch)).toMatchObject({ profile: 'home', complete: true, ready: { count: 2 } })
    expect(await world.engine.answers.stagedBatch({ batch, names: 1 })).toMatchObject({ ok: false })
    expect(world.jobs().map(job => job.profile)).toEqual(['home', 'home'])
    await world.engine.answers.sendStaged({ batch: moved.batch })
    await world.settle()
    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
  })

  it('takes nothing from what was ordered or delivered at the first', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    await world.engine.answers.pauseQueue({})
    await world.write('queued.jpg', 9)
    await world.until(queue => queue.counts.queued === 1)
    await world.engine.answers.addProfile({ name: 'home', account: other, token: null })
    const batch = await stage(world, [
      world.path('dune.jpg'),
      world.path('queued.jpg'),
      ...(await pick(world, ['a.jpg'])),
    ])
    await world.until(queue => queue.counts.staged === 1 && queue.judging === 0)

    await world.during(world.engine.answers.moveStaged({ batch, profile: 'home' }))
    await world.until(queue => queue.counts.staged === 3 && queue.judging === 0)

    expect(world.store.jobs.ofPath('studio', world.path('queued.jpg'))?.state.kind).toBe('queued')
    expect(world.receipts()).toHaveLength(1)
  })

  it('lets a copy in a watched folder stand on its own again', async () => {
    const { world, batch } = await aSheet(['a.jpg'])
    await using _ = world
    await world.engine.answers.addProfile({ name: 'home', account: other, token: null })
    writeFileSync(world.path('same.jpg'), await makePhoto({ seed: 50 }))
    world.hear('same.jpg')
    await world.until(() => world.state('same.jpg') === 'duplicate')

    await world.during(world.engine.answers.moveStaged({ batch, profile: 'home' }))
    await world.until(() => world.delivered().includes('same.jpg'))

    expect((await world.queue()).counts.staged).toBe(1)
  })

  it('must be judged first, and the account be known', async () => {
    await using world = await aWorld()
    await world.start()
    await world.engine.answers.addProfile({ name: 'home', account: other, token: null })
    const batch = await stage(world, await pick(world, ['a.jpg', 'b.jpg']))

    const early = await world.engine.answers.moveStaged({ batch, profile: 'home' })
    await world.until(queue => queue.counts.staged === 2 && queue.judging === 0)
    const unknown = await world.engine.answers.moveStaged({ batch, profile: 'nowhere' })

    expect([early, unknown]).toMatchObject([
      { ok: false, problem: { code: 'step-not-possible' } },
      { ok: false, problem: { code: 'profile-unknown' } },
    ])
    expect((await viewOf(world, batch)).ready.count).toBe(2)
  })
})

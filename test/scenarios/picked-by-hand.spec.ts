import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aCard, keptPicks, killed, names, touch } from '../support/a-card.ts'
import { valueOf, viewOf } from '../support/a-sheet.ts'
import { aWorld } from '../support/a-world.ts'

describe('photos picked by hand', () => {
  it('arrive, each once, though the program was killed before it had looked at one', async () => {
    await using world = await aWorld()
    await world.start()
    valueOf(await world.engine.answers.addPhotos({ paths: [await aCard(world)] }))
    expect(world.jobs()).toEqual([])
    await killed(world)

    await world.restart()
    await world.settle()

    expect(world.delivered()).toEqual(names)
    expect(keptPicks(world)).toEqual([])
  })

  it('arrive, each once, though it was killed while it looked at them', async () => {
    await using world = await aWorld()
    await world.start()
    valueOf(await world.engine.answers.addPhotos({ paths: [await aCard(world)], sending: { private: true } }))
    await world.until(() => world.jobs().length > 0)
    await killed(world)

    await world.restart()
    await world.settle()

    expect(world.delivered()).toEqual(names)
    expect(world.jobs().map(job => job.sending.private)).toEqual(names.map(() => true))
  })

  it('arrive, though the program was ended in between', async () => {
    await using world = await aWorld()
    await world.start()
    valueOf(await world.engine.answers.addPhotos({ paths: [await aCard(world)] }))
    await world.stop()

    await world.restart()
    await world.settle()

    expect(world.delivered()).toEqual(names)
  })

  it('are forgotten as picked once all are judged, so that no later start looks at them again', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    valueOf(await world.engine.answers.addPhotos({ paths: [card, join(card, 'a.jpg'), join(card, 'missing.jpg')] }))
    await world.settle()

    expect(keptPicks(world)).toEqual([])
  })

  it('stay cancelled where they were judged and cancelled before the kill', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    touch(world, join(card, 'f.jpg'))
    await world.engine.answers.pauseQueue({})
    valueOf(await world.engine.answers.addPhotos({ paths: [card] }))
    // The last one has not stood still long enough; without a pass of time it is not looked at.
    await world.until(({ judging }) => judging === 1 && world.jobs().length === 5)
    await world.engine.answers.cancelJobs({ jobs: [world.job('a.jpg')?.id ?? ''] })
    await killed(world)

    await world.restart()
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.delivered()).toEqual(names.slice(1))
    expect(world.job('a.jpg')?.state.kind).toBe('cancelled')
  })

  it('are looked at once, however often the same command was broken off and given again', async () => {
    await using world = await aWorld()
    const card = await aCard(world)
    await world.start()
    for (const _ of names) {
      valueOf(await world.engine.answers.addPhotos({ paths: [card] }))
      await killed(world)
      await world.restart()
    }

    expect(keptPicks(world).length).toBeLessThanOrEqual(1)
    await world.settle()
    expect(world.delivered()).toEqual(names)
  })

  it('stay cancelled and deleted where that was said of photos the queue knew already', async () => {
    await using world = await aWorld({ photos: ['sea.jpg', 'wood.jpg'] })
    await world.start()
    await world.settle()
    await world.engine.answers.pauseQueue({})
    await world.write('queued.jpg', 9)
    await world.until(({ counts }) => counts.queued === 1)
    const card = await aCard(world)
    touch(world, join(card, 'f.jpg'))
    const paths = [world.path('sea.jpg'), world.path('queued.jpg'), card]
    valueOf(await world.engine.answers.addPhotos({ paths }))
    await world.until(({ judging, counts }) => judging === 1 && counts.queued === 6)
    valueOf(await world.engine.answers.cancelJobs({ jobs: [world.job('queued.jpg')?.id ?? ''] }))
    const sea = world.receipts().find(({ path }) => path === world.path('sea.jpg'))?.imageId ?? ''
    valueOf(await world.during(world.engine.answers.deleteImage({ image: sea })))
    await killed(world)

    await world.restart()
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.delivered()).toEqual([...names, 'wood.jpg'].toSorted())
    expect(world.job('queued.jpg')?.state.kind).toBe('cancelled')
  })

  it('go as the person said, though a watched folder holds them too, and would make them public', async () => {
    await using world = await aWorld({ photos: names })
    await world.engine.answers.pauseQueue({})
    valueOf(await world.engine.answers.addPhotos({ paths: [world.folder], sending: { private: true } }))
    await killed(world)

    await world.restart()
    await world.until(({ counts, judging }) => counts.queued === names.length && judging === 0)

    expect(world.jobs().map(job => job.sending.private)).toEqual(names.map(() => true))
  })

  it('wait for the drive they lie on, and are found when it is there again', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    valueOf(await world.engine.answers.addPhotos({ paths: [card] }))
    await killed(world)
    const away = join(world.place, 'away')
    renameSync(card, away)

    await world.restart()
    await world.settle()
    expect(world.noticed).toContainEqual({ code: 'pick-unreachable', path: card, others: 0 })
    expect(world.delivered()).toEqual([])
    // Where it will be there may be an empty place already.
    mkdirSync(card)
    await world.until(() => false, 130_000).catch(() => {})
    rmdirSync(card)
    renameSync(away, card)
    await world.until(() => world.delivered().length === names.length)

    expect(world.delivered()).toEqual(names)
    await world.settle()
    expect(keptPicks(world)).toEqual([])
  })

  it('wait for the card they lie on also where some of them were judged before it was taken out', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    touch(world, join(card, 'f.jpg'))
    valueOf(await world.engine.answers.addPhotos({ paths: names.map(name => join(card, name)) }))
    await world.until(({ judging }) => judging === 1 && world.delivered().length === 5)
    await killed(world)
    const away = join(world.place, 'away')
    renameSync(card, away)
    await world.restart()
    await world.settle()
    expect(world.ended.filter(({ state }) => state === 'failed')).toEqual([])

    renameSync(away, card)
    await world.until(() => world.delivered().length === names.length)

    await world.settle()
    expect(keptPicks(world)).toEqual([])
  })

  it('are told again where they cannot be read and were named again', async () => {
    await using world = await aWorld()
    await world.start()
    const pipe = join(await aCard(world), 'pipe.jpg')
    execFileSync('mkfifo', [pipe])
    for (const told of [1, 2]) {
      valueOf(await world.engine.answers.addPhotos({ paths: [pipe] }))
      await world.until(() => world.ended.length === told)
      expect(keptPicks(world)).toEqual([])
    }
  })

  it('are called off with all the others, also those that nobody has looked at yet', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    touch(world, join(card, 'f.jpg'))
    await world.engine.answers.pauseQueue({})
    valueOf(await world.engine.answers.addPhotos({ paths: [card] }))
    await world.until(({ judging }) => judging === 1 && world.jobs().length === 5)

    valueOf(await world.engine.answers.cancelJobs({ all: true }))
    await world.engine.answers.resumeQueue({})
    await world.settle()
    await world.stop()
    await world.restart()
    await world.settle()

    expect(world.delivered()).toEqual([])
    expect(world.ended.map(({ state }) => state)).toEqual(names.map(() => 'cancelled'))
  })

  it('are not waited for where they cannot be read: that is told, and the order is done', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    const pipe = join(card, 'pipe.jpg')
    execFileSync('mkfifo', [pipe])
    const { batch } = valueOf(await world.engine.answers.addPhotos({ paths: [card, pipe], staged: true }))

    await world.until(() => world.ended.some(({ problem }) => problem?.code === 'photo-unreadable'))
    await world.until(() => world.jobs().length === names.length)

    expect(await viewOf(world, batch)).toMatchObject({ complete: true, ready: { count: names.length } })
    expect(keptPicks(world)).toEqual([])
  })

  it('are let go when the program ends again and again before one of them is judged', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    for (const name of names) touch(world, join(card, name))
    valueOf(await world.engine.answers.addPhotos({ paths: [card] }))
    for (let runs = 0; runs < 4; runs += 1) {
      expect(keptPicks(world)).toHaveLength(1)
      await killed(world)
      await world.restart()
    }

    expect(keptPicks(world)).toEqual([])
    expect(world.noticed).toContainEqual({ code: 'pick-let-go', path: card, others: 0, because: 'ended-each-time' })
    await world.settle()
    expect(world.delivered()).toEqual([])
  })

  it('for an account that was removed meanwhile are let go', async () => {
    await using world = await aWorld()
    await world.start()
    valueOf(await world.engine.answers.addProfile({ name: 'home', account: { kind: 'local' }, token: null }))
    valueOf(await world.engine.answers.addPhotos({ paths: [await aCard(world)], profile: 'home' }))
    await killed(world)

    await world.open()
    world.store.profiles.remove('home')
    await world.stop()
    await world.restart()
    await world.settle()

    expect(world.jobs()).toEqual([])
    expect(keptPicks(world)).toEqual([])
  })
})

import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aWorld, type World } from '../support/a-world.ts'

const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']

/** A world whose photos are judged and stand in the queue, none of them sent. */
async function queuedWorld(photos: readonly string[] = names): Promise<World> {
  const world = await aWorld({ photos, settings: { order: 'name' } })
  await world.engine.answers.pauseQueue({})
  await world.start()
  await world.until(queue => queue.counts.queued === photos.length)
  return world
}

const idOf = (world: World, name: string) => world.job(name)?.id ?? ''

describe('a person’s orders', () => {
  it('pausing the queue stops it at once, and resuming goes on without sending anything twice', async () => {
    await using world = await queuedWorld()
    await world.engine.answers.setLimits({ bytesPerSecond: 5_000 })
    await world.engine.answers.resumeQueue({})
    await world.until(queue => queue.counts.sending > 0)

    await world.engine.answers.pauseQueue({})
    await world.until(() => true)
    expect((await world.queue()).counts.sending).toBe(0)
    world.clock.advance(60_000)
    expect((await world.queue()).counts.sending).toBe(0)
    await world.engine.answers.setLimits({ bytesPerSecond: null })
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.delivered()).toEqual(names)
  })

  it('a pause outlives the program', async () => {
    await using world = await queuedWorld()
    await world.stop()

    await world.restart()
    await world.until(() => true)
    world.clock.advance(600_000)

    expect((await world.queue()).paused).toBe(true)
    expect(world.delivered()).toEqual([])
  })

  it('a cancelled photo is not sent, not even later; named again it is', async () => {
    await using world = await queuedWorld()
    await world.engine.answers.cancelJobs({ jobs: [idOf(world, 'b.jpg')] })
    await world.engine.answers.resumeQueue({})
    await world.settle()
    expect(world.delivered()).toEqual(['a.jpg', 'c.jpg', 'd.jpg'])
    expect(world.ended.find(photo => photo.path.endsWith('b.jpg'))?.state).toBe('cancelled')
    await world.stop()
    await world.restart()
    await world.settle()
    expect(world.delivered()).toEqual(['a.jpg', 'c.jpg', 'd.jpg'])

    await world.engine.answers.retryJobs({ jobs: [idOf(world, 'b.jpg')] })
    await world.settle()

    expect(world.delivered()).toEqual(names)
  })

  it('cancelling while sending leaves no image and no draft behind', async () => {
    await using world = await queuedWorld(['a.jpg'])
    await world.engine.answers.setLimits({ bytesPerSecond: 2_000 })
    await world.engine.answers.resumeQueue({})
    await world.until(queue => queue.counts.sending === 1)

    await world.engine.answers.cancelJobs({ jobs: [idOf(world, 'a.jpg')] })
    await world.until(() => world.cloud.images().length === 0)

    expect(world.state('a.jpg')).toBe('cancelled')
  })

  it('one paused photo stays while the others go', async () => {
    await using world = await queuedWorld()
    await world.engine.answers.pauseJobs({ jobs: [idOf(world, 'c.jpg')] })
    await world.engine.answers.resumeQueue({})
    await world.settle()
    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg', 'd.jpg'])

    await world.engine.answers.resumeJobs({ all: true })
    await world.settle()

    expect(world.delivered()).toEqual(names)
  })

  it('priority goes before place', async () => {
    await using world = await queuedWorld()
    await world.engine.answers.setLimits({ concurrency: 1 })
    await world.engine.answers.prioritiseJobs({ jobs: [idOf(world, 'd.jpg')], priority: 5 })

    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.ended.map(photo => photo.path.slice(-5))).toEqual(['d.jpg', 'a.jpg', 'b.jpg', 'c.jpg'])
  })

  it('an unknown job is said to be unknown, and nothing changes', async () => {
    await using world = await queuedWorld()

    const answer = await world.engine.answers.cancelJobs({ jobs: ['nobody'] })

    expect(answer).toEqual({ ok: false, problem: { code: 'job-unknown', job: 'nobody' } })
    expect((await world.queue()).counts.queued).toBe(names.length)
  })
})

describe('equal photos', () => {
  it('are sent once: the second shares the image of the first', async () => {
    await using world = await aWorld({ photos: ['a.jpg'] })
    world.writeBytes('copy-of-a.jpg', world.read('a.jpg'))

    await world.start()
    await world.settle()

    expect(world.cloud.calls()['POST upload']).toBe(1)
    expect(world.ended.map(photo => photo.state).toSorted()).toEqual(['delivered', 'duplicate'])
    const [one, two] = world.ended
    expect(one?.imageId).toBe(two?.imageId)
    expect(one?.links).toEqual(two?.links)
  })

  it('when the first is deleted before it was sent, the second takes its place', async () => {
    await using world = await aWorld({ photos: ['a.jpg'] })
    world.writeBytes('copy-of-a.jpg', world.read('a.jpg'))
    await world.engine.answers.pauseQueue({})
    await world.start()
    await world.until(() => world.state('a.jpg') !== 'unknown' && world.state('copy-of-a.jpg') !== 'unknown')

    const first = world.jobs()[0]?.stamp.path ?? ''
    rmSync(first)
    await world.engine.answers.resumeQueue({})
    await world.until(() => world.delivered().length === 1)

    expect(world.cloud.calls()['POST upload']).toBe(1)
  })

  it('on two accounts are sent to each', async () => {
    await using world = await aWorld({ photos: ['a.jpg'] })
    world.store.profiles.save({ name: 'other', account: { kind: 'local' }, addedAt: 1 })
    await world.stop()
    await world.restart()
    await world.settle()

    await world.engine.answers.addPhotos({ paths: [world.path('a.jpg')], profile: 'other' })
    await world.until(() => world.receipts().length === 2)

    expect(
      world
        .receipts()
        .map(receipt => receipt.profile)
        .toSorted(),
    ).toEqual(['other', 'studio'])
  })
})

describe('a batch picked by hand', () => {
  it('tells the end of each photo and its own, also for what was known before', async () => {
    await using world = await aWorld({ photos: names })
    await world.start()
    await world.settle()
    world.writeBytes('broken.jpg', world.read('a.jpg').subarray(0, 3_000))
    world.writeBytes('notes.txt', Buffer.from('no photo'))
    const ended: string[] = []
    world.engine.feed.listen(({ news }) => {
      if (news.kind === 'batchEnded') ended.push(news.batch)
    })

    const added = await world.engine.answers.addPhotos({ paths: [world.folder, `${world.folder}/missing.jpg`] })
    if (!added.ok) throw new Error(added.problem.code)
    await world.until(() => ended.length > 0)

    const mine = world.ended.filter(photo => photo.batches.includes(added.value.batch))
    const states = Object.fromEntries(mine.map(photo => [photo.path.slice(world.folder.length + 1), photo.state]))
    expect(ended).toEqual([added.value.batch])
    expect(states).toEqual({
      'a.jpg': 'duplicate',
      'b.jpg': 'duplicate',
      'c.jpg': 'duplicate',
      'd.jpg': 'duplicate',
      'broken.jpg': 'held',
      'missing.jpg': 'failed',
    })
  })
})

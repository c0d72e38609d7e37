import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../../../fixtures/make-photo.ts'
import { aWorld } from '../../../support/a-world.ts'
import { aSpooling, valueOf } from './a-spooling.ts'

const day = 86_400_000

describe('dropped photos after a kill', () => {
  it('are still sent when they stood in the queue', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    await world.engine.answers.pauseQueue({})
    await spooling.dropAndSend(['dune.jpg', 'sea.jpg'])
    await world.until(queue => queue.counts.queued === 2)

    await spooling.killAndRestart()
    expect(spooling.left()).toEqual(['1/dune.jpg', '2/sea.jpg'])
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg', 'sea.jpg'])
    expect(spooling.drops()).toEqual([])
  })

  it('are still sent when nobody had looked at them yet, as was said', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    await spooling.dropAndSend(['dune.jpg', 'sea.jpg'], { sending: { creator: 'Ada' } })

    await spooling.killAndRestart()
    expect(world.jobs()).toEqual([])
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg', 'sea.jpg'])
    expect(world.jobs().map(job => job.sending.creator)).toEqual(['Ada', 'Ada'])
    expect(spooling.drops()).toEqual([])
  })

  it('are not sent twice when they were delivered while nobody listened', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    await spooling.dropAndSend(['dune.jpg'])
    spooling.spool.close()
    await world.settle()
    expect(spooling.left()).toEqual(['1/dune.jpg'])

    await spooling.killAndRestart()
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg'])
    expect(world.cloud.calls()['POST upload']).toBe(1)
    expect(spooling.drops()).toEqual([])
  })

  it('stay cancelled', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    await world.engine.answers.pauseQueue({})
    await spooling.dropAndSend(['dune.jpg'])
    await world.until(queue => queue.counts.queued === 1)
    await world.engine.answers.cancelJobs({ all: true })
    await world.engine.answers.resumeQueue({})

    await spooling.killAndRestart()
    await world.settle()

    expect(world.delivered()).toEqual([])
    expect(world.job('dune.jpg')?.state.kind).toBe('cancelled')
    expect(spooling.left()).toEqual(['1/dune.jpg'])
  })

  it('are gone when they were dismissed while nobody listened, and stay dismissed', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.drop(['notes.txt'], async () => new Uint8Array([1, 2, 3]))
    await spooling.spool.send(drop, {})
    await world.until(queue => queue.counts.held === 1)
    spooling.spool.close()
    await world.engine.answers.dismissKnown({ all: true })
    expect(spooling.left()).toEqual(['1/notes.txt'])

    await spooling.killAndRestart()
    await world.settle()

    expect(spooling.drops()).toEqual([])
    expect((await world.queue()).counts.held).toBe(0)
  })

  it('still wait for the word when they were staged, those not judged by then too', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.drop(['dune.jpg', 'sea.jpg'])
    const { batch } = valueOf(await spooling.spool.send(drop, { staged: true }))
    await world.until(queue => queue.counts.staged === 2)
    const late = await spooling.drop(['wood.jpg'])
    valueOf(await spooling.spool.send(late, { staged: true }))

    await spooling.killAndRestart()
    await world.until(queue => queue.counts.staged === 3)
    await world.settle()
    expect(world.cloud.calls()).toEqual({})
    await world.engine.answers.dropStaged({ batch })

    expect(spooling.left()).toEqual(['1/wood.jpg'])
    expect(world.delivered()).toEqual([])
  })

  it('go to the account they were meant for, whichever is the active one by then', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    world.store.profiles.save({ name: 'other', account: { kind: 'local' }, addedAt: 1 })
    await spooling.dropAndSend(['dune.jpg'])

    await spooling.killAndRestart()
    await world.engine.answers.useProfile({ profile: 'other' })
    await world.settle()

    expect(world.jobs().map(job => job.profile)).toEqual(['studio'])
  })

  it('are forgotten when they were not sent: the page will send them anew', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.drop(['dune.jpg'])
    mkdirSync(spooling.at(drop), { recursive: true })
    writeFileSync(spooling.at(drop, '2.part'), 'half a photo')

    await spooling.killAndRestart()
    await world.settle()

    expect(spooling.drops()).toEqual([])
    expect(world.delivered()).toEqual([])
    expect(await spooling.spool.send(drop, {})).toEqual({ ok: false, problem: { code: 'drop-closed', drop } })
  })

  it('are sent as they were ordered, though beside them that cannot be read: the queue keeps it, too', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.dropAndSend(['dune.jpg'])
    writeFileSync(spooling.at(drop, 'sent.json'), '{"profile":')

    await spooling.killAndRestart()
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg'])
  })

  it('are left alone when nobody knows any more how they were to be sent', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.dropAndSend(['dune.jpg'])
    writeFileSync(spooling.at(drop, 'sent.json'), '{"profile":')
    for (const { batch } of world.store.picked.all()) world.store.picked.remove(batch)

    await spooling.killAndRestart()
    await world.settle()

    expect(world.delivered()).toEqual([])
    expect(spooling.left()).toEqual(['1/dune.jpg'])
    expect(spooling.logged).toEqual([expect.stringContaining(drop) as string])
  })
})

describe('the sweep of the inbox', () => {
  it('keeps what is held or cancelled for thirty days, and no longer', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    await world.engine.answers.pauseQueue({})
    const drop = await spooling.drop(['dune.jpg', 'notes.txt'], async index =>
      index === 1 ? new Uint8Array([1, 2, 3]) : makePhoto({ seed: index }),
    )
    await spooling.spool.send(drop, {})
    await world.until(queue => queue.counts.queued === 1 && queue.counts.held === 1)
    await world.engine.answers.cancelJobs({ all: true })

    world.clock.advance(29 * day)
    spooling.spool.sweep()
    const after29 = spooling.left()
    world.clock.advance(2 * day)
    spooling.spool.sweep()

    expect(after29).toEqual(['1/dune.jpg', '2/notes.txt'])
    expect(spooling.drops()).toEqual([])
  })

  it('never takes a photo that is still to be sent, however old', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    await world.engine.answers.pauseQueue({})
    await spooling.dropAndSend(['dune.jpg', 'sea.jpg'])
    await world.until(queue => queue.counts.queued === 2)
    await world.engine.answers.cancelJobs({ jobs: [world.job('sea.jpg')?.id ?? ''] })

    world.clock.advance(400 * day)
    spooling.spool.sweep()
    await spooling.killAndRestart()

    expect(spooling.left()).toEqual(['1/dune.jpg'])
    await world.engine.answers.resumeQueue({})
    await world.settle()
    expect(world.delivered()).toEqual(['dune.jpg'])
  })

  it('takes a drop that was not sent within a day of its last file', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.drop(['dune.jpg'])
    world.clock.advance(day)
    spooling.spool.sweep()
    const afterDay = spooling.left()

    world.clock.advance(1)
    spooling.spool.sweep()

    expect(afterDay).toEqual(['1/dune.jpg'])
    expect(existsSync(spooling.at(drop))).toBe(false)
  })

  it('touches nothing it did not put there', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    mkdirSync(spooling.at('my photos'))
    writeFileSync(spooling.at('my photos', 'dune.jpg'), 'mine')
    writeFileSync(spooling.at('notes.txt'), 'mine')

    await spooling.dropAndSend(['dune.jpg'])
    await world.settle()
    world.clock.advance(400 * day)
    await spooling.killAndRestart()

    expect(spooling.drops().toSorted()).toEqual(['my photos', 'notes.txt'])
  })
})

import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../../../fixtures/make-photo.ts'
import { aWorld } from '../../../support/a-world.ts'
import { aSpooling, inPieces, valueOf } from './a-spooling.ts'

describe('dropped photos', () => {
  it('are delivered, and their copies are removed', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)

    await spooling.dropAndSend(['dune.jpg', 'sea.jpg', 'sea.jpg'])
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg', 'sea.jpg', 'sea.jpg'])
    expect(spooling.drops()).toEqual([])
  })

  it('are sent as was said', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)

    await spooling.dropAndSend(['dune.jpg'], { sending: { private: true, creator: 'Ada' } })
    await world.settle()

    expect(world.job('dune.jpg')?.sending).toEqual({ private: true, creator: 'Ada', tags: {} })
  })

  it('leave no copy when their bytes are on the account already', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    const spooling = await aSpooling(world)
    await world.settle()

    const drop = await spooling.drop(['copy.jpg'], async () => world.read('dune.jpg'))
    await spooling.spool.send(drop, {})
    await world.settle()

    expect(world.ended.at(-1)).toMatchObject({ state: 'duplicate' })
    expect(spooling.drops()).toEqual([])
  })

  it('keep their copies while they are held, failed or cancelled', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    await world.engine.answers.pauseQueue({})
    const drop = await spooling.drop(['dune.jpg', 'notes.txt', 'sea.jpg'], async index =>
      index === 1 ? new Uint8Array([1, 2, 3]) : makePhoto({ seed: index }),
    )
    await spooling.spool.send(drop, {})
    await world.until(queue => queue.counts.queued === 2 && queue.counts.held === 1)

    await world.engine.answers.cancelJobs({ jobs: [world.job('sea.jpg')?.id ?? ''] })
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg'])
    expect(spooling.left()).toEqual(['2/notes.txt', '3/sea.jpg'])
  })

  it('leave no copy once a held one is dismissed', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.drop(['a.txt', 'b.txt'], async index => new Uint8Array([1, 2, index]))
    await spooling.spool.send(drop, {})
    await world.until(queue => queue.counts.held === 2)
    const listed = valueOf(await world.engine.answers.listKnown({ verdict: 'held', text: 'a.txt', limit: 10 }))

    await world.engine.answers.dismissKnown({ ids: listed.photos.map(photo => photo.id) })
    const afterOne = spooling.left()
    await world.engine.answers.dismissKnown({ all: true })

    expect(afterOne).toEqual(['2/b.txt'])
    expect(spooling.drops()).toEqual([])
  })

  it('wait for the word when they are staged, and leave no copy when they are given up', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.drop(['dune.jpg', 'sea.jpg'])

    const { batch } = valueOf(await spooling.spool.send(drop, { staged: true }))
    await world.until(queue => queue.counts.staged === 2)
    const dune = world.job('dune.jpg')?.id ?? ''
    await world.engine.answers.sendStaged({ batch, jobs: [dune] })
    await world.settle()
    expect(spooling.left()).toEqual(['2/sea.jpg'])
    await world.engine.answers.dropStaged({ batch })

    expect(world.delivered()).toEqual(['dune.jpg'])
    expect(spooling.drops()).toEqual([])
  })

  it('leave no copy when they are given up before they were looked at', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.drop(['dune.jpg', 'sea.jpg'])

    const { batch } = valueOf(await spooling.spool.send(drop, { staged: true }))
    await world.engine.answers.dropStaged({ batch })
    await world.settle()

    expect(world.cloud.calls()).toEqual({})
    expect(spooling.drops()).toEqual([])
  })

  it('can be sent after all once they were cancelled', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    await world.engine.answers.pauseQueue({})
    await spooling.dropAndSend(['dune.jpg'])
    await world.until(queue => queue.counts.queued === 1)
    const jobs = [world.job('dune.jpg')?.id ?? '']
    await world.engine.answers.cancelJobs({ jobs })
    await world.engine.answers.resumeQueue({})

    await world.engine.answers.retryJobs({ jobs })
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg'])
    expect(spooling.drops()).toEqual([])
  })

  it('are as many as one drop may hold', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    spooling.begin(2)
    const drop = await spooling.drop(['dune.jpg', 'sea.jpg'])

    const third = await spooling.spool.take(
      drop,
      { name: 'wood.jpg', bytes: 3, modifiedAt: null },
      inPieces(new Uint8Array(3)),
    )

    expect(third).toEqual({ ok: false, problem: { code: 'drop-full', limit: 2 } })
    expect(spooling.left()).toEqual(['1/dune.jpg', '2/sea.jpg'])
  })

  it('leave nothing behind where the disk is full, and say so', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = randomUUID()
    async function* intoFullDisk(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10)
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' })
    }

    const taken = await spooling.spool.take(drop, { name: 'dune.jpg', bytes: 20, modifiedAt: null }, intoFullDisk())

    expect(taken).toEqual({ ok: false, problem: { code: 'disk-full', path: spooling.at() } })
    expect(readdirSync(spooling.at(drop))).toEqual([])
  })

  it('are not taken when fewer bytes came than were announced', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = randomUUID()

    const taken = await spooling.spool.take(
      drop,
      { name: 'a.jpg', bytes: 20, modifiedAt: null },
      inPieces(new Uint8Array(19)),
    )

    expect(taken).toMatchObject({ ok: false, problem: { code: 'file-unwritable' } })
    expect(readdirSync(spooling.at(drop))).toEqual([])
  })
})

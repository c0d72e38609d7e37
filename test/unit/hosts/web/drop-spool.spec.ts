import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDispatch } from '../../../../main/hosts/dispatch.ts'
import { type DropFolder, openDropFolder } from '../../../../main/hosts/web/drop-folder.ts'
import { createDropSpool, type DropSpool } from '../../../../main/hosts/web/drop-spool.ts'
import { createBridge, type DropId, type DropSending, type Outcome } from '../../../../preload/contract/index.ts'
import { makePhoto } from '../../../fixtures/make-photo.ts'
import { aWorld, type World } from '../../../support/a-world.ts'

const day = 86_400_000

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.code)
  return outcome.value
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
}

/** The spool of a page, over the real engine of a world: begun anew with each run of it. */
class Spooling {
  readonly logged: string[] = []
  folder!: DropFolder
  spool!: DropSpool
  readonly #world: World
  readonly #inbox: string

  constructor(world: World) {
    this.#world = world
    this.#inbox = join(world.place, 'inbox')
    this.begin()
  }

  begin(mostFiles?: number): void {
    const { engine, clock } = this.#world
    this.folder = openDropFolder(this.#inbox)
    this.spool = createDropSpool({
      folder: this.folder,
      bridge: createBridge({ call: createDispatch(engine.answers), listen: engine.feed.listen }),
      feed: engine.feed,
      jobAt: (profile, path) => this.#world.store.jobs.ofPath(profile, path),
      now: clock.now,
      log: (what, error) => this.logged.push(`${what}: ${String(error)}`),
      ...(mostFiles === undefined ? {} : { mostFiles }),
    })
  }

  /** kill -9, then a new start. */
  async killAndRestart(): Promise<void> {
    this.#world.kill()
    this.spool.close()
    await this.#world.untilKilled()
    await this.#world.open()
    await this.restart()
  }

  async restart(): Promise<void> {
    this.begin()
    this.spool.sweep()
    await this.#world.start()
    await this.spool.resume()
  }

  async drop(names: readonly string[], bytesOf?: (index: number) => Promise<Uint8Array>): Promise<DropId> {
    const drop = randomUUID()
    for (const [index, name] of names.entries()) {
      const bytes = await (bytesOf?.(index) ?? makePhoto({ seed: this.#made++, width: 64, height: 48 }))
      valueOf(await this.spool.take(drop, { name, bytes: bytes.length, modifiedAt: null }, inPieces(bytes)))
    }
    return drop
  }
  #made = 100

  async dropAndSend(names: readonly string[], how: DropSending = {}): Promise<DropId> {
    const drop = await this.drop(names)
    valueOf(await this.spool.send(drop, how))
    return drop
  }

  /** Everything that still lies in the inbox: `<file>/<name>` of each drop. */
  left = (): string[] =>
    this.folder.drops().flatMap(drop => this.folder.files(drop).map(one => `${one.file}/${one.name}`))
  drops = (): string[] => readdirSync(this.#inbox)
  at = (...parts: string[]): string => join(this.#inbox, ...parts)
}

async function aSpooling(world: World): Promise<Spooling> {
  await world.start()
  return new Spooling(world)
}

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

  it('are left alone when how they were to be sent cannot be read', async () => {
    await using world = await aWorld()
    const spooling = await aSpooling(world)
    const drop = await spooling.dropAndSend(['dune.jpg'])
    writeFileSync(spooling.at(drop, 'sent.json'), '{"profile":')

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

import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../fixtures/make-photo.ts'
import { valueOf, viewOf } from '../support/a-sheet.ts'
import { aWorld, type World } from '../support/a-world.ts'

const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg']

/** A card beside the watched folder, with photos that have stood still for long. */
async function aCard(world: World): Promise<string> {
  const card = join(world.place, 'card')
  mkdirSync(card)
  for (const [seed, name] of names.entries()) {
    const path = join(card, name)
    writeFileSync(path, await makePhoto({ seed: 100 + seed, width: 320, height: 240 }))
    utimesSync(path, 1_700_000_000, 1_700_000_000)
  }
  return card
}

/** Was written a moment ago, so that it is judged after the others. */
function touch(world: World, path: string): void {
  const now = world.clock.now() / 1_000
  utimesSync(path, now, now)
}

async function killed(world: World): Promise<void> {
  world.kill()
  await world.untilKilled()
}

const keptPicks = (world: World) => world.store.picked.all()

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

describe('a sheet that was listed when the program was killed', () => {
  async function aKilledSheet(then: (world: World, batch: string) => Promise<void> = async () => {}) {
    const world = await aWorld()
    await world.start()
    const card = await aCard(world)
    touch(world, join(card, 'f.jpg'))
    const { batch } = valueOf(await world.engine.answers.addPhotos({ paths: [card], staged: true }))
    await world.until(({ judging }) => judging === 1 && world.jobs().length === 5)
    await then(world, batch)
    await killed(world)
    await world.restart()
    return { world, batch }
  }

  it('becomes whole under the same id, and nothing of it is sent', async () => {
    const { world, batch } = await aKilledSheet()
    await using _ = world
    await world.settle()

    expect(await viewOf(world, batch)).toMatchObject({ complete: true, ready: { count: 6 } })
    expect(world.delivered()).toEqual([])
    expect(keptPicks(world)).toEqual([])
  })

  it('is sent as was said last, also what is judged only afterwards', async () => {
    const said = { private: true, creator: 'Ada' }
    const { world } = await aKilledSheet(async ({ engine }, batch) => {
      await engine.answers.pauseQueue({})
      valueOf(await engine.answers.sendStaged({ batch, sending: said }))
    })
    await using _ = world
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.delivered()).toEqual(names)
    for (const job of world.jobs()) expect(job.sending).toMatchObject(said)
  })

  it('stays given up', async () => {
    const { world } = await aKilledSheet(async ({ engine }, batch) => {
      valueOf(await engine.answers.dropStaged({ batch }))
    })
    await using _ = world
    await world.settle()

    expect(world.delivered()).toEqual([])
    expect(world.jobs().filter(({ state }) => state.kind !== 'cancelled')).toEqual([])
    expect(keptPicks(world)).toEqual([])
  })
})

describe('a sheet that is judged anew for another account when the program is killed', () => {
  it('is whole there after the next start', async () => {
    await using world = await aWorld()
    await world.start()
    valueOf(await world.engine.answers.addProfile({ name: 'home', account: { kind: 'local' }, token: null }))
    const paths = [await aCard(world)]
    const { batch } = valueOf(await world.engine.answers.addPhotos({ paths, staged: true, profile: 'studio' }))
    await world.until(({ judging, counts }) => judging === 0 && counts.staged === 6)
    const moved = valueOf(await world.during(world.engine.answers.moveStaged({ batch, profile: 'home' })))
    await killed(world)

    await world.restart()
    await world.settle()

    expect(await viewOf(world, moved.batch)).toMatchObject({ complete: true, profile: 'home', ready: { count: 6 } })
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aCard, keptPicks, killed, names, touch } from '../support/a-card.ts'
import { valueOf, viewOf } from '../support/a-sheet.ts'
import { aWorld, type World } from '../support/a-world.ts'

describe('a sheet of photos that were ordered a moment ago', () => {
  it('takes none of them from the order, and says that they are under way', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    await world.engine.answers.pauseQueue({})
    valueOf(await world.engine.answers.addPhotos({ paths: [card] }))
    const { batch } = valueOf(await world.engine.answers.addPhotos({ paths: [card], staged: true }))
    await world.until(({ judging }) => judging === 0 && world.jobs().length === 6)

    expect(await viewOf(world, batch)).toMatchObject({ complete: true, ready: { count: 0 }, underWay: { count: 6 } })
    valueOf(await world.engine.answers.dropStaged({ batch }))
    await world.engine.answers.resumeQueue({})
    await world.settle()
    expect(world.delivered()).toEqual(names)
    expect(keptPicks(world)).toEqual([])
  })
})

describe('photos that are on a sheet which was sent, and picked for another one', () => {
  it('are sent, whatever becomes of the other', async () => {
    await using world = await aWorld()
    await world.start()
    const card = await aCard(world)
    touch(world, join(card, 'f.jpg'))
    const first = valueOf(await world.engine.answers.addPhotos({ paths: [card], staged: true })).batch
    await world.until(({ judging }) => judging === 1 && world.jobs().length === 5)
    valueOf(await world.engine.answers.sendStaged({ batch: first }))
    const second = valueOf(await world.engine.answers.addPhotos({ paths: [join(card, 'f.jpg')], staged: true })).batch
    await world.until(({ judging }) => judging === 0)

    valueOf(await world.engine.answers.dropStaged({ batch: second }))
    await world.settle()

    expect(world.delivered()).toEqual(names)
  })
})

describe('a photo of a watched folder that is also picked for a sheet', () => {
  it('is sent as the folder says when the sheet is given up before it was looked at', async () => {
    await using world = await aWorld()
    await world.start()
    await world.settle()
    await world.write('new.jpg', 7)
    touch(world, world.path('new.jpg'))
    world.hear('new.jpg')
    await world.until(({ judging }) => judging === 1)
    const { batch } = valueOf(await world.engine.answers.addPhotos({ paths: [world.path('new.jpg')], staged: true }))
    await world.until(() => keptPicks(world).length === 1)

    valueOf(await world.engine.answers.dropStaged({ batch }))
    await world.settle()

    expect(world.delivered()).toEqual(['new.jpg'])
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

  it('is sent as a whole where the word comes right after the next start', async () => {
    const { world, batch } = await aKilledSheet()
    await using _ = world
    valueOf(await world.engine.answers.sendStaged({ batch }))
    await world.settle()

    expect(world.delivered()).toEqual(names)
    expect(keptPicks(world)).toEqual([])
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

import { describe, expect, it } from 'vitest'
import { makePhoto } from '../../../fixtures/make-photo.ts'
import { viewOf } from '../../../support/a-sheet.ts'
import { aWorld, type World } from '../../../support/a-world.ts'
import { aSpooling, type Spooling, valueOf } from './a-spooling.ts'

const bytesOf = (index: number) => makePhoto({ seed: 300 + index, width: 64, height: 48 })

/** Dropped to be looked at first, and judged. */
async function dropAndLook(world: World, page: Spooling, names: readonly string[]) {
  const drop = await page.drop(names, bytesOf)
  const { batch } = valueOf(await page.spool.send(drop, { profile: 'studio', staged: true }))
  await world.until(queue => queue.judging === 0)
  return batch
}

async function moveHome(world: World, batch: string) {
  await world.engine.answers.addProfile({ name: 'home', account: { kind: 'local' }, token: null })
  const moved = valueOf(await world.during(world.engine.answers.moveStaged({ batch, profile: 'home' })))
  await world.until(queue => queue.judging === 0)
  return moved.batch
}

describe('dropped photos that go to another account from their sheet', () => {
  it('all go there, those that the first account has already among them', async () => {
    await using world = await aWorld()
    const page = await aSpooling(world)
    valueOf(await page.spool.send(await page.drop(['a.jpg', 'b.jpg'], bytesOf), { profile: 'studio' }))
    await world.settle()
    const batch = await dropAndLook(world, page, ['a.jpg', 'b.jpg', 'c.jpg'])

    const moved = await moveHome(world, batch)

    expect((await viewOf(world, moved)).ready.count).toBe(3)
    await world.engine.answers.sendStaged({ batch: moved })
    await world.settle()
    expect(world.receipts().filter(({ profile }) => profile === 'home')).toHaveLength(3)
    expect(page.left()).toEqual([])
  })

  it('lose none to an earlier order for the first account that ends meanwhile', async () => {
    await using world = await aWorld()
    const page = await aSpooling(world)
    await world.engine.answers.pauseQueue({})
    valueOf(await page.spool.send(await page.drop(['a.jpg'], bytesOf), { profile: 'studio' }))
    await world.until(queue => queue.counts.queued === 1 && queue.judging === 0)
    const moved = await moveHome(world, await dropAndLook(world, page, ['a.jpg']))

    await world.engine.answers.resumeQueue({})
    await world.until(() => world.receipts().length === 1)
    await world.engine.answers.sendStaged({ batch: moved })
    await world.settle()

    expect(
      world
        .receipts()
        .map(({ profile }) => profile)
        .toSorted(),
    ).toEqual(['home', 'studio'])
  })

  it('leave nothing behind when the sheet is sent or given up', async () => {
    await using world = await aWorld()
    const page = await aSpooling(world)
    valueOf(await page.spool.send(await page.drop(['a.jpg'], bytesOf), { profile: 'studio' }))
    await world.settle()

    const sent = await dropAndLook(world, page, ['a.jpg', 'b.jpg'])
    await world.engine.answers.sendStaged({ batch: sent })
    await world.settle()
    const given = await dropAndLook(world, page, ['a.jpg', 'b.jpg', 'c.jpg'])
    await world.engine.answers.dropStaged({ batch: given })
    await world.settle()

    expect(page.left()).toEqual([])
  })
})

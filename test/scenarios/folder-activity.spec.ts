import { describe, expect, it } from 'vitest'
import { aWorld, type World } from '../support/a-world.ts'

async function activityOf(world: World, since: number) {
  const [folder] = world.store.folders.all()
  const activity = await world.engine.answers.folderActivity({ folder: folder?.id ?? '', since })
  if (!activity.ok) throw new Error(activity.problem.code)
  return activity.value
}

describe('the activity of a folder', () => {
  it('counts what was delivered since a moment, and names the last', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    const noon = world.clock.now() + 1
    world.clock.advance(60_000)
    await world.write('sea.jpg', 7)
    await world.until(queue => queue.counts.delivered === 2)

    const activity = await activityOf(world, noon)

    expect(activity).toMatchObject({ delivered: 2, deliveredSince: 1, waiting: 0, held: 0, failed: 0 })
    expect(activity.last).toMatchObject({ name: 'sea.jpg', job: world.job('sea.jpg')?.id })
    expect(activity.last?.at).toBeGreaterThanOrEqual(noon)
  })

  it('counts what waits and what is held in it, and nothing of elsewhere', async () => {
    await using world = await aWorld()
    await world.start()
    await world.engine.answers.pauseQueue({})
    world.writeBytes('notes.jpg', Buffer.from('no photo'))
    await world.write('dune.jpg', 1)
    await world.until(queue => queue.counts.queued === 1 && queue.counts.held === 1)

    expect(await activityOf(world, 0)).toEqual({
      known: 2,
      waiting: 1,
      held: 1,
      failed: 0,
      delivered: 0,
      deliveredSince: 0,
      last: null,
    })
    expect(await world.engine.answers.folderActivity({ folder: 'nowhere', since: 0 })).toMatchObject({ ok: false })
  })
})

import { describe, expect, it } from 'vitest'
import type { QuietHours } from '../../preload/contract/index.ts'
import { aWorld, type World, type WorldOptions } from '../support/a-world.ts'

const minute = 60_000
/** At 4,000 bytes per second. */
const msPerByte = 0.25
const night: QuietHours = { from: '22:00', to: '22:30', bytesPerSecond: null }

/** A picture that takes longer than a minute at a thousand bytes per second. */
const large = { width: 2_400, height: 1_800 }

/** Puts the computer into a zone where it is this time of day now. */
function beAt(world: World, time: string): void {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  world.clock.east = hours * 60 + minutes - (Math.floor(world.clock.now() / minute) % 1_440)
}

const keep = (world: World, quietHours: QuietHours | null) => world.engine.answers.changePreferences({ quietHours })

async function aWorldAt(time: string, quietHours: QuietHours | null, options: WorldOptions = {}): Promise<World> {
  const world = await aWorld({ photos: ['a.jpg', 'b.jpg'], ...options })
  beAt(world, time)
  await keep(world, quietHours)
  return world
}

const pass = (world: World, ms: number) => world.until(() => false, ms).catch(() => {})

describe('in quiet hours', () => {
  it('photos are judged but not sent; afterwards they go by themselves', async () => {
    await using world = await aWorldAt('22:10', night)
    const began = world.clock.now()
    await world.start()
    await world.until(queue => queue.counts.queued === 2)
    const { quiet, paused } = await world.queue()

    await pass(world, 18 * minute)
    expect(world.cloud.calls()).toEqual({})
    await world.until(() => world.delivered().length === 2, 4 * minute)

    expect(paused).toBe(false)
    expect(quiet?.bytesPerSecond).toBeNull()
    expect(world.clock.now()).toBeGreaterThanOrEqual(quiet?.until ?? Infinity)
    expect((quiet?.until ?? 0) - began).toBeGreaterThan(18 * minute)
    expect((await world.queue()).quiet).toBeNull()
  })

  it('what is on its way stops when they begin, and no photo arrives twice', async () => {
    await using world = await aWorldAt('21:59', night, { photos: [] })
    for (const [seed, name] of ['a.jpg', 'b.jpg'].entries()) await world.write(name, seed, large)
    await world.engine.answers.setLimits({ bytesPerSecond: 1_000 })
    const told: boolean[] = []
    world.engine.feed.listen(({ news }) => news.kind === 'queueChanged' && told.push(news.queue.quiet !== null))
    await world.start()
    await world.until(queue => queue.counts.sending > 0)

    await world.until(queue => queue.quiet !== null)
    await pass(world, 20 * minute)
    const { counts } = await world.queue()
    expect([counts.sending, counts.delivered]).toEqual([0, 0])
    await world.engine.answers.setLimits({ bytesPerSecond: null })
    await pass(world, 20 * minute)

    expect(told).toEqual(expect.arrayContaining([true, false]))
    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
    expect(world.receipts()).toHaveLength(2)
  })

  it('photos go slowly where so many bytes are left to them', async () => {
    await using world = await aWorldAt('22:10', { ...night, bytesPerSecond: 4_000 })
    const began = world.clock.now()
    await world.start()
    await world.settle()

    const bytes = world.jobs().reduce((sum, job) => sum + job.stamp.size, 0)
    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
    expect(world.clock.now() - began).toBeGreaterThan(bytes * 0.9 * msPerByte)
    expect((await world.queue()).bytesPerSecondLimit).toBeNull()
  })

  it('a lower limit of the person stays the lower one', async () => {
    await using world = await aWorldAt('22:10', { ...night, bytesPerSecond: 1_000_000 })
    await world.engine.answers.setLimits({ bytesPerSecond: 4_000 })
    const began = world.clock.now()
    await world.start()
    await world.settle()

    const bytes = world.jobs().reduce((sum, job) => sum + job.stamp.size, 0)
    expect(world.clock.now() - began).toBeGreaterThan(bytes * 0.9 * msPerByte)
  })

  it('a word to go on does not wake them, and a pause outlasts them', async () => {
    await using world = await aWorldAt('22:10', night)
    await world.start()
    await world.until(queue => queue.counts.queued === 2)

    await world.engine.answers.resumeQueue({})
    await pass(world, 10 * minute)
    expect(world.cloud.calls()).toEqual({})
    await world.engine.answers.pauseQueue({})
    await pass(world, 20 * minute)
    expect(world.cloud.calls()).toEqual({})
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
  })

  it('switching them off lets everything go at once', async () => {
    await using world = await aWorldAt('22:10', night)
    await world.start()
    await world.until(queue => queue.counts.queued === 2)

    await keep(world, null)
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
  })

  it('a new start at night sends nothing', async () => {
    await using world = await aWorldAt('22:10', night)
    await world.start()
    await world.until(queue => queue.counts.queued === 2)
    await world.stop()

    await world.restart()
    await pass(world, 10 * minute)

    expect(world.cloud.calls()).toEqual({})
    expect((await world.queue()).quiet).not.toBeNull()
  })
})

describe('a journey into another zone', () => {
  it('is noticed within a quarter of an hour', async () => {
    await using world = await aWorldAt('22:10', night)
    await world.start()
    await world.until(queue => queue.counts.queued === 2)

    beAt(world, '12:00')
    await world.until(() => world.delivered().length === 2, 16 * minute)

    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
  })
})

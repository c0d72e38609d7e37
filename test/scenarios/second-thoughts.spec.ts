import { mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { aWorld, type World } from '../support/a-world.ts'

async function queuedWorld(photos: readonly string[]): Promise<World> {
  const world = await aWorld({ photos })
  await world.engine.answers.pauseQueue({})
  await world.start()
  await world.until(queue => queue.counts.queued === photos.length)
  return world
}

/** Lets ten minutes pass with everything that may happen in them. */
const tenMinutes = (world: World) => world.until(() => false, 600_000).catch(() => {})

describe('a cancelled photo', () => {
  it('stays cancelled when it is touched, renamed, copied or crawled; named by hand it is sent', async () => {
    await using world = await queuedWorld(['a.jpg', 'b.jpg', 'c.jpg'])
    await world.engine.answers.cancelJobs({ all: true })
    await world.engine.answers.resumeQueue({})

    utimesSync(world.path('a.jpg'), 1_700_000_000, 1_700_000_000)
    world.hear('a.jpg')
    renameSync(world.path('b.jpg'), world.path('b2.jpg'))
    world.hear('b2.jpg')
    world.writeBytes('copy-of-c.jpg', world.read('c.jpg'))
    await tenMinutes(world)
    await world.engine.answers.crawlFolder({ folder: world.store.folders.all()[0]?.id ?? '' })
    await tenMinutes(world)
    expect(world.cloud.calls()).toEqual({})

    await world.engine.answers.addPhotos({ paths: [world.path('b2.jpg')] })
    await world.until(() => world.delivered().length === 1)

    expect(world.delivered()).toEqual(['b2.jpg'])
  })
})

describe('a photo the service refused', () => {
  it('is not offered again at every crawl', async () => {
    await using world = await aWorld()
    await world.start()
    world.between = images => ({
      ...images,
      send: async () => ({ ok: false, problem: { code: 'photo-refused', status: 415, apiCode: 5455, detail: 'no' } }),
    })
    await world.write('a.jpg', 1)
    await world.until(queue => queue.counts.failed === 1)
    const calls = world.cloud.calls()['POST direct_upload']

    await world.engine.answers.crawlFolder({ folder: world.store.folders.all()[0]?.id ?? '' })
    await tenMinutes(world)

    expect(world.cloud.calls()['POST direct_upload']).toBe(calls)
    expect(world.ended.map(photo => photo.state)).toEqual(['failed', 'failed'])
  })
})

describe('new bytes under the same size and time', () => {
  it('are noticed while they are sent, judged anew, and sent once', async () => {
    await using world = await queuedWorld(['a.jpg'])
    const before = statSync(world.path('a.jpg'))
    const bytes = world.read('a.jpg')
    // One byte of the picture's comment or pixels: the size stays, and the time is put back.
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 20) ^ 1, bytes.length - 20)
    writeFileSync(world.path('a.jpg'), bytes)
    utimesSync(world.path('a.jpg'), before.atimeMs / 1_000, before.mtimeMs / 1_000)

    await world.engine.answers.resumeQueue({})
    await tenMinutes(world)

    expect(world.cloud.calls()['POST upload'] ?? 0).toBeLessThanOrEqual(2)
    expect(world.cloud.images().filter(image => !image.draft).length).toBeLessThanOrEqual(1)
    expect(['delivered', 'held']).toContain(world.state('a.jpg'))
  })
})

describe('a drive that is unmounted with photos in the queue', () => {
  it('leaves no failed photo behind, though an empty folder stands in its place', async () => {
    await using world = await queuedWorld(['a.jpg', 'b.jpg'])
    renameSync(world.folder, `${world.folder}-away`)
    mkdirSync(world.folder)

    await world.engine.answers.resumeQueue({})
    await tenMinutes(world)
    expect(world.ended).toEqual([])
    rmSync(world.folder, { recursive: true })
    renameSync(`${world.folder}-away`, world.folder)
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg', 'b.jpg'])
  })
})

describe('what a person said of privacy', () => {
  it('holds, though a watched folder reports the same file as public', async () => {
    await using world = await aWorld()
    await world.engine.answers.pauseQueue({})
    await world.start()
    await world.write('a.jpg', 1)
    await world.engine.answers.addPhotos({ paths: [world.path('a.jpg')], sending: { private: true } })
    world.hear('a.jpg')
    await world.until(queue => queue.counts.queued === 1 && queue.judging === 0)

    expect(world.job('a.jpg')?.sending.private).toBe(true)
  })
})

describe('a program so busy that its timers ring late', () => {
  it('forgets no photo that was due meanwhile', async () => {
    await using world = await aWorld({ photos: ['a.jpg'] })
    world.cloud.faults.set([{ kind: 'error', probability: 1, on: 'upload', status: 503, times: 1 }])
    await world.start()
    await world.until(queue => queue.counts.waiting === 1)

    world.clock.passUnheard(120_000)
    await world.engine.answers.setLimits({ concurrency: 3 })
    await world.settle()

    expect(world.delivered()).toEqual(['a.jpg'])
  })
})

describe('many folder orders at once', () => {
  it('leave a removed folder alone', async () => {
    await using world = await aWorld()
    await world.start()
    const folder = world.store.folders.all()[0]?.id ?? ''

    await Promise.all([
      world.engine.answers.changeFolder({ folder, settings: { order: 'oldest' } }),
      world.engine.answers.removeFolder({ folder }),
    ])
    await world.write('a.jpg', 1)
    await tenMinutes(world)

    expect(world.cloud.calls()).toEqual({})
  })
})

import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../fixtures/make-photo.ts'
import { pick, stage, valueOf, viewOf } from '../support/a-sheet.ts'
import { aWorld, type World } from '../support/a-world.ts'

const tenMinutes = (world: World) => world.until(() => false, 600_000).catch(() => {})

describe('a copy of a photo on the same sheet', () => {
  it('is told of, though it has neither an end nor a job of its own', async () => {
    const world = await aWorld()
    await using _ = world
    await world.start()
    const [one = ''] = await pick(world, ['one.jpg'])
    const copy = join(world.place, 'card', 'copy.jpg')
    copyFileSync(one, copy)
    const told: string[] = []
    world.engine.feed.listen(({ news }) => void (news.kind === 'stagedChanged' && told.push(news.batch)))

    const batch = await stage(world, [one, copy])
    await world.until(queue => queue.counts.staged === 1 && queue.judging === 0)

    // Once for the copy, once because the last of what was picked has been found.
    expect(told).toEqual([batch, batch])
    expect((await viewOf(world, batch)).duplicates.count).toBe(1)
  })

  it('waits for the word, too, when the photo is edited', async () => {
    const world = await aWorld()
    await using _ = world
    await world.start()
    const [one = ''] = await pick(world, ['one.jpg'])
    const copy = join(world.place, 'card', 'copy.jpg')
    copyFileSync(one, copy)
    const batch = await stage(world, [one, copy])
    await world.until(queue => queue.counts.staged === 1 && queue.judging === 0)
    const [job] = world.jobs()
    const edited = job?.stamp.path ?? ''

    writeFileSync(edited, await makePhoto({ seed: 99 }))
    await stage(world, [edited])
    await tenMinutes(world)

    expect(world.cloud.calls()).toEqual({})
    expect((await viewOf(world, batch)).ready.count).toBe(1)
  })

  it('is as private as was said when the sheet was sent', async () => {
    const world = await aWorld()
    await using _ = world
    await world.start()
    const [one = ''] = await pick(world, ['one.jpg'])
    const copy = join(world.place, 'card', 'copy.jpg')
    copyFileSync(one, copy)
    const batch = await stage(world, [one, copy])
    await world.until(queue => queue.counts.staged === 1 && queue.judging === 0)
    const [job] = world.jobs()
    await world.engine.answers.pauseQueue({})

    await world.engine.answers.sendStaged({ batch, sending: { private: true } })
    writeFileSync(job?.stamp.path ?? '', await makePhoto({ seed: 99 }))
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.jobs().map(({ sending }) => sending.private)).toEqual([true, true])
  })
})

describe('a held photo on a sheet', () => {
  it('is as private as was said when the sheet was sent, though it is put in order only later', async () => {
    const world = await aWorld()
    await using _ = world
    await world.start()
    const [one = ''] = await pick(world, ['one.jpg'])
    const broken = join(world.place, 'card', 'broken.jpg')
    writeFileSync(broken, 'no photo')
    const batch = await stage(world, [one, broken])
    await world.until(queue => queue.counts.staged === 1 && queue.counts.held === 1 && queue.judging === 0)

    await world.engine.answers.sendStaged({ batch, sending: { private: true } })
    await world.settle()
    writeFileSync(broken, await makePhoto({ seed: 99 }))
    const { photos } = valueOf(await world.engine.answers.listKnown({ verdict: 'held', limit: 10 }))
    await world.engine.answers.judgeAgain({ ids: photos.map(({ id }) => id) })
    await world.until(() => world.receipts().length === 2)

    expect(world.jobs().map(({ sending }) => sending.private)).toEqual([true, true])
  })
})

describe('a copy in a watched folder', () => {
  it.each([
    ['is no photo any more', async () => Buffer.from('no photo')],
    ['was delivered before', () => makePhoto({ seed: 7, width: 320, height: 240 })],
  ])('is sent when the file it waited for %s', async (_how, newBytes) => {
    const world = await aWorld()
    await using _ = world
    await world.start()
    await world.write('before.jpg', 7)
    await world.settle()
    await world.engine.answers.pauseQueue({})
    await world.write('one.jpg', 1)
    await world.until(queue => queue.counts.queued === 1 && queue.judging === 0)
    world.writeBytes('copy.jpg', world.read('one.jpg'))
    await world.until(() => world.state('copy.jpg') === 'duplicate')

    world.writeBytes('one.jpg', await newBytes())
    await tenMinutes(world)
    await world.engine.answers.resumeQueue({})
    await tenMinutes(world)

    expect(world.delivered()).toEqual(['before.jpg', 'copy.jpg'])
  })
})

import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../fixtures/make-photo.ts'
import { aWorld, type World } from '../support/a-world.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Stands in between when the first bytes of a photo leave. */
function whileSending(world: World, act: () => void): void {
  let done = false
  world.between = images => ({
    ...images,
    send: (photo, reservation, signal, onSent, onAllSent) =>
      images.send(
        photo,
        reservation,
        signal,
        bytes => {
          onSent(bytes)
          if (done) return
          done = true
          act()
        },
        onAllSent,
      ),
  })
}

describe('a file that does not stand still', () => {
  it('written slowly, with stalls longer than the settle time, arrives whole and once', async () => {
    await using world = await aWorld()
    const photo = await makePhoto({ seed: 1, width: 640, height: 480 })
    const cut = (part: number) => Math.floor((photo.length * part) / 4)
    await world.start()

    world.writeBytes('slow.jpg', photo.subarray(0, cut(1)))
    for (const part of [1, 2, 3]) {
      // Virtual time stands for the stall; the file's own times are real, so they must be set.
      await world.until(() => world.state('slow.jpg') === 'held')
      appendFileSync(world.path('slow.jpg'), photo.subarray(cut(part), cut(part + 1)))
      const now = world.clock.now() / 1_000
      utimesSync(world.path('slow.jpg'), now, now)
      world.hear('slow.jpg')
      if (part < 3) await world.until(queue => queue.judging > 0)
    }
    await world.until(() => world.state('slow.jpg') === 'delivered')

    expect(world.deliveredHashes()).toEqual([sha256(photo)])
    expect(world.cloud.calls()['POST upload']).toBe(1)
  })

  it('preallocated at full size and filled later, is never sent half', async () => {
    await using world = await aWorld()
    const photo = await makePhoto({ seed: 2, width: 640, height: 480 })
    await world.start()
    world.writeBytes('copy.jpg', photo.subarray(0, 5_000))
    truncateSync(world.path('copy.jpg'), photo.length)
    world.hear('copy.jpg')
    await world.until(() => world.state('copy.jpg') === 'held')

    const file = openSync(world.path('copy.jpg'), 'r+')
    writeSync(file, photo, 5_000, photo.length - 5_000, 5_000)
    closeSync(file)
    world.hear('copy.jpg')
    await world.until(() => world.state('copy.jpg') === 'delivered')

    expect(world.deliveredHashes()).toEqual([sha256(photo)])
  })

  it('under a temporary name is left alone until it is renamed into place', async () => {
    await using world = await aWorld()
    await world.start()
    await world.write('dune.jpg.part', 3)
    await world.settle()
    expect(world.cloud.calls()).toEqual({})

    renameSync(world.path('dune.jpg.part'), world.path('dune.jpg'))
    world.hear('dune.jpg')
    await world.until(() => world.state('dune.jpg') === 'delivered')

    expect(world.delivered()).toEqual(['dune.jpg'])
  })

  it('rewritten at equal length while it is sent, starts over and leaves no wrong image', async () => {
    await using world = await aWorld()
    const [one, two] = await Promise.all([11, 77].map(seed => makePhoto({ seed, width: 320, height: 240 })))
    if (one === undefined || two === undefined) throw new Error('no photos')
    const length = Math.max(one.length, two.length) + 4
    const [before, rewritten] = [padded(one, length), padded(two, length)]
    world.writeBytes('dune.jpg', before)
    whileSending(world, () => {
      world.writeBytes('dune.jpg', rewritten)
      utimesSync(world.path('dune.jpg'), Date.now() / 1_000, Date.now() / 1_000 + 5)
    })

    await world.start()
    await world.until(() => world.state('dune.jpg') === 'delivered')
    await world.until(() => world.deliveredHashes().length === 1)

    expect(rewritten.length).toBe(before.length)
    expect(world.deliveredHashes()).toEqual([sha256(rewritten)])
    expect(world.receipts().at(0)?.sha256).toBe(sha256(rewritten))
  })

  it('renamed while it waits in the queue, arrives once under its new name', async () => {
    await using world = await aWorld({ photos: ['dune.jpg', 'sea.jpg'] })
    await world.engine.answers.pauseQueue({})
    await world.start()
    await world.until(queue => queue.counts.queued === 2)

    renameSync(world.path('dune.jpg'), world.path('best-of.jpg'))
    world.hear('best-of.jpg')
    await world.until(() => world.state('best-of.jpg') !== 'unknown')
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.delivered()).toEqual(['best-of.jpg', 'sea.jpg'])
    expect(world.ended.map(photo => photo.state)).toEqual(['delivered', 'delivered'])
  })

  it('renamed at the very moment it was to be sent, arrives once all the same', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.engine.answers.pauseQueue({})
    await world.start()
    await world.until(queue => queue.counts.queued === 1)

    renameSync(world.path('dune.jpg'), world.path('best-of.jpg'))
    await world.engine.answers.resumeQueue({})
    await world.until(queue => queue.counts.waiting === 1)
    world.hear('best-of.jpg')
    await world.settle()

    expect(world.delivered()).toEqual(['best-of.jpg'])
  })

  it('deleted while it waits in the queue, is told as gone; put back, it is sent', async () => {
    await using world = await aWorld({ photos: ['dune.jpg', 'sea.jpg'] })
    const photo = world.read('dune.jpg')
    await world.engine.answers.pauseQueue({})
    await world.start()
    await world.until(queue => queue.counts.queued === 2)

    rmSync(world.path('dune.jpg'))
    await world.engine.answers.resumeQueue({})
    await world.settle()
    expect(world.ended.find(photo => photo.path === world.path('dune.jpg'))).toMatchObject({
      state: 'failed',
      problem: { code: 'photo-gone' },
    })

    world.writeBytes('dune.jpg', photo)
    await world.until(() => world.state('dune.jpg') === 'delivered')
    expect(world.delivered()).toEqual(['dune.jpg', 'sea.jpg'])
  })

  it('changed again after it was delivered, is delivered in its new version', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()

    await world.write('dune.jpg', 500)
    await world.until(() => world.deliveredHashes().length === 2)

    expect(world.deliveredHashes()).toContain(sha256(world.read('dune.jpg')))
  })
})

describe('a folder that is unplugged', () => {
  it('is unreachable, loses nothing, and goes on by itself when it is back', async () => {
    const names = Array.from({ length: 8 }, (_, index) => `p${index}.jpg`)
    await using world = await aWorld({ photos: names })
    await world.engine.answers.pauseQueue({})
    await world.start()
    await world.until(queue => queue.counts.queued === names.length)

    renameSync(world.folder, `${world.folder}-away`)
    await world.engine.answers.resumeQueue({})
    await world.until(queue => queue.counts.waiting === names.length)
    await world.until(() => world.folderState() === 'unreachable')
    expect(world.ended).toEqual([])

    renameSync(`${world.folder}-away`, world.folder)
    await world.settle()

    expect(world.delivered()).toEqual(names)
    expect(world.jobs().map(job => job.attempts)).toEqual(names.map(() => 0))
  })

  it('and leaves an empty mount point behind, is not taken for "all deleted"', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    renameSync(world.folder, `${world.folder}-away`)
    mkdirSync(world.folder)

    await world.engine.answers.crawlFolder({ folder: world.store.folders.all()[0]?.id ?? '' })
    await world.until(() => world.folderState() === 'unreachable')
    rmSync(world.folder, { recursive: true })
    renameSync(`${world.folder}-away`, world.folder)
    await world.until(() => world.folderState() === 'watching')

    expect(world.delivered()).toEqual(['dune.jpg'])
  })
})

/** The same picture in exactly this many bytes, by way of a JPEG comment. */
function padded(jpeg: Buffer, length: number): Buffer {
  const comment = Buffer.alloc(length - jpeg.length)
  comment.writeUInt16BE(0xfffe, 0)
  comment.writeUInt16BE(comment.length - 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
}

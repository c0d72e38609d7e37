import { writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../fixtures/make-photo.ts'
import { aWorld, type World } from '../support/a-world.ts'

/** A photo nobody tells us of. */
async function writeSilently(world: World, name: string, seed: number): Promise<void> {
  writeFileSync(world.path(name), await makePhoto({ seed, width: 320, height: 240 }))
}

async function folderOf(world: World) {
  const answer = await world.engine.answers.snapshot({})
  if (!answer.ok) throw new Error(answer.problem.code)
  return answer.value.folders[0]
}

describe('a folder on a drive that tells nothing', () => {
  it('says so, is looked at again and again, and a new photo is delivered within a minute', async () => {
    await using world = await aWorld({ deaf: true })
    await world.start()
    expect((await folderOf(world))?.state).toMatchObject({ kind: 'watching', hearing: { kind: 'crawling' } })

    await writeSilently(world, 'dune.jpg', 1)
    const begun = world.clock.now()
    await world.until(() => world.state('dune.jpg') === 'delivered')

    expect(world.clock.now() - begun).toBeLessThan(60_000)
  })
})

describe('after the computer slept', () => {
  it('what was added meanwhile is found, though nobody told of it', async () => {
    await using world = await aWorld()
    await world.start()
    await writeSilently(world, 'dune.jpg', 1)

    world.clock.sleep(7 * 3_600_000)
    await world.until(() => world.state('dune.jpg') === 'delivered', 60_000)

    expect(world.delivered()).toEqual(['dune.jpg'])
  })
})

describe('a paused folder', () => {
  it('takes nothing until it is resumed, then everything', async () => {
    await using world = await aWorld()
    await world.start()
    const id = (await folderOf(world))?.id ?? ''
    await world.engine.answers.pauseFolder({ folder: id })
    await world.write('dune.jpg', 1)
    await world.settle()
    expect(world.delivered()).toEqual([])

    await world.engine.answers.resumeFolder({ folder: id })
    await world.until(() => world.state('dune.jpg') === 'delivered')

    expect(world.delivered()).toEqual(['dune.jpg'])
  })
})

describe('the settings of a folder', () => {
  it('decide what is taken, in which order, and how it is sent', async () => {
    const after = Date.now() - 60_000
    await using world = await aWorld({
      photos: ['b.jpg', 'a.jpg', 'reject-1.jpg'],
      settings: {
        order: 'name',
        ignore: ['reject-*'],
        onlyAfter: after,
        private: true,
        creator: 'anna',
        tags: { job: 'wedding' },
      },
    })
    await world.engine.answers.setLimits({ concurrency: 1 })
    await world.engine.answers.pauseQueue({})
    await world.start()
    await world.until(queue => queue.counts.queued === 2)
    await world.engine.answers.resumeQueue({})
    await world.settle()

    expect(world.ended.map(photo => photo.path.slice(-5))).toEqual(['a.jpg', 'b.jpg'])
    const { baseUrl, accountId, token } = world.cloud
    const answer = await fetch(`${baseUrl}/accounts/${accountId}/images/v1/${world.ended[0]?.imageId}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { result } = (await answer.json()) as { result: Record<string, unknown> }
    expect(result).toMatchObject({
      requireSignedURLs: true,
      creator: 'anna',
      filename: 'a.jpg',
      meta: { job: 'wedding', sha256: world.ended[0]?.sha256 },
    })
  })

  it('leave older photos alone when only newer ones are wanted', async () => {
    await using world = await aWorld({ photos: ['old.jpg'], settings: { onlyAfter: Date.now() + 60_000 } })
    await world.start()
    await world.settle()

    expect(world.cloud.calls()).toEqual({})
  })
})

describe('a file whose name is no valid text', () => {
  it.runIf(process.platform === 'linux')(
    'is told as unreadable, by hand and in a watched folder, never passed over',
    async () => {
      await using world = await aWorld({ photos: ['good.jpg'] })
      writeFileSync(
        Buffer.concat([Buffer.from(`${world.folder}/bad`), Buffer.from([0xff, 0xfe]), Buffer.from('.jpg')]),
        world.read('good.jpg'),
      )
      await world.start()
      await world.settle()
      const watched = world.ended.map(photo => `${photo.state} ${photo.problem?.code ?? ''}`.trim()).toSorted()
      world.ended.length = 0

      await world.engine.answers.addPhotos({ paths: [world.folder] })
      await world.until(() => world.ended.length === 2)

      expect(watched).toEqual(['delivered', 'failed photo-unreadable'])
      expect(world.ended.map(photo => photo.state).toSorted()).toEqual(['duplicate', 'failed'])
    },
  )
})

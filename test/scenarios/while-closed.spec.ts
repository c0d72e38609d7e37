import { renameSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { makePhotos } from '../fixtures/make-photo.ts'
import { aWorld } from '../support/a-world.ts'

describe('while the program was off', () => {
  it('1,000 files added, changed and renamed: the start queues exactly the difference', async () => {
    await using world = await aWorld({ settings: { settleMs: 0 } })
    await makePhotos(world.folder, 1_000, { seed: 1, width: 64, height: 48 })
    await world.start()
    await world.settle()
    const names = world.delivered()
    expect(names).toHaveLength(1_000)
    await world.stop()

    const paths = names.map(name => world.path(name))
    for (const path of paths.slice(0, 300)) renameSync(path, path.replace('.jpg', '-renamed.jpg'))
    for (const [index, name] of names.slice(300, 600).entries()) await world.write(name, 10_000 + index)
    for (let index = 0; index < 400; index++) await world.write(`added-${index}.jpg`, 20_000 + index)
    const sentBefore = world.cloud.calls()['POST upload'] ?? 0
    await world.restart()
    await world.settle()

    expect((world.cloud.calls()['POST upload'] ?? 0) - sentBefore).toBe(700)
    expect(world.deliveredHashes()).toHaveLength(1_700)
    expect(new Set(world.deliveredHashes()).size).toBe(1_700)
    const renamed = names.slice(0, 300).map(name => world.state(name.replace('.jpg', '-renamed.jpg')))
    expect(new Set(renamed)).toEqual(new Set(['duplicate']))
  }, 120_000)
})

import { describe, expect, it } from 'vitest'
import type { ImagesApi } from '../../main/engine/ports.ts'
import { aWorld, type World } from '../support/a-world.ts'

type Point = 'before reserving' | 'after reserving' | 'while sending' | 'after sending'

/** Kills the engine at one point of a photo's way, the way the power would. */
function killAt(world: World, point: Point): void {
  let isKilled = false
  // Once: what was under way in the dead engine may answer after the next one has begun.
  const kill = () => {
    if (!isKilled) world.kill()
    isKilled = true
  }
  world.between = (images: ImagesApi) => ({
    ...images,
    async reserve(order, signal) {
      if (point === 'before reserving') kill()
      const reserved = await images.reserve(order, signal)
      if (point === 'after reserving') kill()
      return reserved
    },
    async send(photo, reservation, signal, onSent, onAllSent) {
      const onSome = (bytes: number) => {
        if (point === 'while sending') kill()
        onSent(bytes)
      }
      const sent = await images.send(photo, reservation, signal, onSome, onAllSent)
      if (point === 'after sending') kill()
      return sent
    },
  })
}

describe('after a crash', () => {
  for (const point of ['before reserving', 'after reserving', 'while sending', 'after sending'] as const)
    it(`${point}, each photo arrives once`, async () => {
      await using world = await aWorld({ photos: ['dune.jpg', 'sea.jpg', 'wood.jpg'] })
      killAt(world, point)
      await world.start()
      await world.untilKilled()

      world.between = images => images
      await world.restart()
      await world.settle()

      expect(world.delivered()).toEqual(['dune.jpg', 'sea.jpg', 'wood.jpg'])
      expect(world.receipts()).toHaveLength(3)
    })

  it('does not send a photo twice when Cloudflare already has it', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    world.cloud.faults.set([{ kind: 'lose-reply', probability: 1, times: 1 }])
    killAt(world, 'after sending')
    await world.start()
    await world.untilKilled()

    world.between = images => images
    await world.restart()
    await world.settle()

    expect(world.delivered()).toEqual(['dune.jpg'])
    expect(world.state('dune.jpg')).toBe('delivered')
    expect(world.cloud.calls()['POST upload']).toBe(1)
  })
})

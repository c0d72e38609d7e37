import { describe, expect, it } from 'vitest'
import type { KnownQuery, KnownView } from '../../preload/contract/index.ts'
import { aWorld, type World } from '../support/a-world.ts'

async function listKnown(world: World, query: Partial<KnownQuery> = {}): Promise<KnownView[]> {
  const listed = await world.engine.answers.listKnown({ verdict: 'held', limit: 100, ...query })
  if (!listed.ok) throw new Error(listed.problem.code)
  return listed.value.photos
}

describe('photos without a job', () => {
  it('are listed: the held with their sentence, the duplicates with their image, and none by its path', async () => {
    await using world = await aWorld({ photos: ['dune.jpg'] })
    await world.start()
    await world.settle()
    world.writeBytes('notes.jpg', new Uint8Array([1, 2, 3]))
    world.writeBytes('copy.jpg', world.read('dune.jpg'))
    await world.until(queue => queue.counts.held === 1 && queue.counts.duplicate === 1)

    const [held] = await listKnown(world)
    const [duplicate] = await listKnown(world, { verdict: 'duplicate' })

    expect(held).toMatchObject({ name: 'notes.jpg', bytes: 3, profile: 'studio', of: null })
    expect(held?.findings).toEqual([
      { code: 'not-an-image', title: 'This is not an image', advice: expect.stringContaining('Check') as string },
    ])
    expect(duplicate).toMatchObject({ name: 'copy.jpg', findings: [], of: { image: world.receipts()[0]?.imageId } })
    expect(duplicate?.facts?.width).toBe(320)
    expect(JSON.stringify([held, duplicate])).not.toContain(world.folder)
  })
})

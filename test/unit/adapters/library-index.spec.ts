import { describe, expect, it } from 'vitest'
import type { MirrorFilter } from '../../../main/engine/library-port.ts'
import type { PhotoFacts } from '../../../preload/contract/index.ts'
import { aStore } from './open-store.ts'
import { sampleImage, samplePhoto, sampleReceipt } from './sample-job.ts'

const newest: MirrorFilter = { order: 'newest' }

const factsOf = (width: number, height: number): PhotoFacts => ({
  format: 'jpeg',
  bytes: 1,
  width,
  height,
  frames: 1,
  orientation: 1,
  colourSpace: 'srgb',
  hasProfile: false,
  hasPosition: false,
  takenAt: null,
  camera: null,
  proven: true,
})

describe('the index of the mirror', () => {
  it('lists everything that meets a filter at once, in its order', () => {
    using home = aStore()
    const { library } = home.store
    library.put('studio', [
      sampleImage(1, { private: true, filename: 'c.jpg' }),
      sampleImage(2, { filename: 'a.jpg' }),
      sampleImage(3, { filename: 'b.jpg', metadata: { client: 'Müller' } }),
    ])
    library.put('other', [sampleImage(4)])

    expect(library.list('studio', newest)).toEqual({
      ids: [sampleImage(3).id, sampleImage(2).id, sampleImage(1).id],
      uploadedAt: [3, 2, 1],
      private: [false, false, true],
      proportions: [0, 0, 0],
    })
    expect(library.list('studio', { order: 'name' }).uploadedAt).toEqual([2, 3, 1])
    expect(library.list('studio', { order: 'oldest', private: false }).uploadedAt).toEqual([2, 3])
    expect(library.list('studio', { ...newest, text: 'muller' }).uploadedAt).toEqual([3])
  })

  it('picks by the folder the photos lay in, with all below it and nothing beside it', () => {
    using home = aStore()
    const { library, receipts } = home.store
    library.put('studio', [sampleImage(1), sampleImage(2), sampleImage(3), sampleImage(4)])
    const places = ['/shoot/a.jpg', '/shoot/day 2/b.jpg', '/shoot0/c.jpg', '/shoot']
    for (const [index, path] of places.entries())
      receipts.add(sampleReceipt(index + 1, { path, imageId: sampleImage(index + 1).id }))

    const under = (folder: string) => library.list('studio', { ...newest, under: folder }).uploadedAt

    expect(under('/shoot')).toEqual([2, 1])
    expect(under('/shoot/day 2')).toEqual([2])
    expect(under('/nothing')).toEqual([])
    expect(under('/')).toEqual([4, 3, 2, 1])
  })

  it('names the creators there are, most images first', () => {
    using home = aStore()
    home.store.library.put('studio', [
      sampleImage(1, { creator: 'zoe' }),
      sampleImage(2, { creator: 'ada' }),
      sampleImage(3, { creator: 'zoe' }),
      sampleImage(4),
    ])

    expect(home.store.library.creators('studio')).toEqual([
      { creator: 'zoe', images: 2 },
      { creator: 'ada', images: 1 },
    ])
    expect(home.store.library.creators('other')).toEqual([])
  })

  it('remembers when it was last compared with the account, until the profile goes', () => {
    using home = aStore()
    expect(home.store.library.syncedAt('studio')).toBeUndefined()

    home.store.library.setSyncedAt('studio', 7)
    home.store.library.setSyncedAt('studio', 8)

    expect(home.reopen().library.syncedAt('studio')).toBe(8)
    home.store.library.forget('studio')
    expect(home.store.library.syncedAt('studio')).toBeUndefined()
  })
})

describe('the shape of an image', () => {
  it.each(['receipt first', 'image first'])('is that of the photo we delivered: %s', order => {
    using home = aStore()
    const { library, ledger, receipts } = home.store
    const image = sampleImage(1)
    ledger.put(samplePhoto(1, { facts: factsOf(6_000, 4_000) }))
    const steps = [
      () => receipts.add(sampleReceipt(1, { imageId: image.id })),
      () => library.put('studio', [image, sampleImage(2)]),
    ]

    for (const step of order === 'receipt first' ? steps : steps.toReversed()) step()

    expect(library.list('studio', newest).proportions).toEqual([0, 1.5])
  })

  it('is not taken from other bytes at the same path', () => {
    using home = aStore()
    const { library, ledger, receipts } = home.store
    ledger.put(samplePhoto(1, { facts: factsOf(6_000, 4_000), sha256: 'f'.repeat(64) }))
    receipts.add(sampleReceipt(1, { imageId: sampleImage(1).id }))

    library.put('studio', [sampleImage(1)])

    expect(library.list('studio', newest).proportions).toEqual([0])
  })

  it('once learned, stays when the image is edited or gets a new id, and goes when its id is filled anew', () => {
    using home = aStore()
    const { library } = home.store
    const shapes = () => library.list('studio', newest).proportions
    library.put('studio', [sampleImage(1, { id: 'own/name' }), sampleImage(2)])
    library.learnProportion('studio', 'own/name', 0.667)
    library.learnProportion('studio', sampleImage(2).id, 1.778)

    library.put('studio', [sampleImage(2, { creator: 'ada' })])
    home.store.transaction('soon', () => library.move('studio', sampleImage(2).id, sampleImage(3, { uploadedAt: 2 })))
    expect(shapes()).toEqual([1.778, 0.667])
    library.put('studio', [sampleImage(1, { id: 'own/name', uploadedAt: 60_000 })])

    expect(shapes()).toEqual([0, 1.778])
  })
})

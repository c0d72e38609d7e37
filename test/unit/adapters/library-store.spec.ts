import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../main/adapters/sqlite-queue-store/migrations.ts'
import type { QueueStore } from '../../../main/engine/ports.ts'
import type { Image, LibraryQuery } from '../../../preload/contract/index.ts'
import { aStore, openStore, tempFolder } from './open-store.ts'
import { sampleImage, sampleJob, samplePhoto, sampleReceipt, sha256Of } from './sample-job.ts'

const newest: LibraryQuery = { order: 'newest', limit: 100 }

function everyPage(store: QueueStore, query: Partial<LibraryQuery>): Image[] {
  const found: Image[] = []
  let after: string | undefined
  for (;;) {
    const page = store.library.page('studio', { ...newest, ...query, after })
    found.push(...page.rows)
    if (page.next === null) return found
    after = page.next
  }
}

const idsOf = (images: readonly Image[]) => images.map(image => image.id)

describe('a mirrored image', () => {
  it('comes back as it was after a restart, and is replaced when put again', () => {
    using home = aStore()
    const image = sampleImage(1, { filename: null, creator: null, private: true, metadata: { a: [1, { b: null }] } })
    home.store.library.put('studio', [sampleImage(1), image])

    expect(home.reopen().library.get('studio', image.id)).toEqual(image)
    expect(home.store.library.count('studio')).toBe(1)
    expect(home.store.library.get('other', image.id)).toBeUndefined()
  })

  it('is forgotten by its id, or with its profile', () => {
    using home = aStore()
    const { library } = home.store
    library.put('studio', [sampleImage(1), sampleImage(2), sampleImage(3)])
    library.put('other', [sampleImage(1)])
    library.setMark('studio', { newest: 5, wholeAt: 6, agreed: true })

    library.remove('studio', [sampleImage(1).id, 'nobody'])
    expect(idsOf(library.some('studio', [sampleImage(1).id, sampleImage(2).id]))).toEqual([sampleImage(2).id])
    library.forget('studio')

    expect(library.count('studio')).toBe(0)
    expect(library.mark('studio')).toBeUndefined()
    expect(library.count('other')).toBe(1)
  })

  it('that cannot be read is set aside, and everything is looked at again', () => {
    using home = aStore()
    home.store.library.put('studio', [sampleImage(1), sampleImage(2)])
    home.store.library.setMark('studio', { newest: 5, wholeAt: 6, agreed: true })
    {
      using other = new DatabaseSync(home.file)
      other.exec(`UPDATE library SET rest = '{"links": 7}' WHERE image_id = '${sampleImage(1).id}'`)
    }

    expect(idsOf(everyPage(home.store, {}))).toEqual([sampleImage(2).id])
    expect(home.store.takeNotices()).toEqual([{ code: 'rows-set-aside', count: 1, table: 'library' }])
    expect(home.store.library.mark('studio')).toBeUndefined()
  })
})

describe('a mark', () => {
  it('is kept as it was given', () => {
    using home = aStore()
    const mark = { newest: 1.5, wholeAt: 2, agreed: false }
    home.store.library.setMark('studio', { ...mark, agreed: true })
    home.store.library.setMark('studio', mark)

    expect(home.reopen().library.mark('studio')).toEqual(mark)
    expect(home.store.library.mark('other')).toBeUndefined()
  })
})

describe('a page of the mirror', () => {
  it('goes newest first, oldest first or by name, each image once', () => {
    using home = aStore()
    const images = [
      sampleImage(1, { filename: 'Épreuve.jpg', uploadedAt: 30 }),
      sampleImage(2, { filename: 'dune.jpg', uploadedAt: 20 }),
      sampleImage(3, { filename: 'EDEN.jpg', uploadedAt: 20 }),
      sampleImage(4, { filename: null, id: 'alpha', uploadedAt: 10 }),
    ]
    home.store.library.put('studio', images)
    home.store.library.put('other', [sampleImage(9)])
    const numbered = (order: LibraryQuery['order']) =>
      everyPage(home.store, { order, limit: 1 }).map(image => images.findIndex(({ id }) => id === image.id) + 1)

    expect(numbered('newest')).toEqual([1, 3, 2, 4])
    expect(numbered('oldest')).toEqual([4, 2, 3, 1])
    expect(numbered('name')).toEqual([4, 2, 3, 1])
  })

  it('picks by access, creator and time', () => {
    using home = aStore()
    home.store.library.put('studio', [
      sampleImage(1, { private: true, creator: null }),
      sampleImage(2, { private: false, creator: 'ada' }),
      sampleImage(3, { private: true, creator: 'ada' }),
    ])
    const found = (query: Partial<LibraryQuery>) => {
      const { rows, total } = home.store.library.page('studio', { ...newest, ...query })
      expect(total).toBe(rows.length)
      return rows.map(image => image.uploadedAt)
    }

    expect(found({ private: true })).toEqual([3, 1])
    expect(found({ creator: 'ada' })).toEqual([3, 2])
    expect(found({ creator: null })).toEqual([1])
    expect(found({ uploadedFrom: 2 })).toEqual([3, 2])
    expect(found({ uploadedFrom: 1, uploadedBefore: 3, private: false })).toEqual([2])
  })

  it('finds each word in name, id, creator or metadata, without regard to case and accents', () => {
    using home = aStore()
    const image = sampleImage(1, {
      filename: 'DSC_100%.jpg',
      creator: 'Zoë',
      metadata: { client: 'Müller & Söhne', tags: ['Straße', { deep: 'Ωmega' }], rating: 42, keeper: true },
    })
    home.store.library.put('studio', [image, sampleImage(2)])
    const finds = (text: string) => idsOf(everyPage(home.store, { text })).includes(image.id)

    for (const text of ['dsc', 'MULLER', 'söhne zoe', 'ωMEGA', '42', 'straße true', '100%', '  ', image.id.slice(2, 9)])
      expect([text, finds(text)]).toEqual([text, true])
    for (const text of ['dsc%jpg', 'dsc-100', 'muller nobody', 'client', '\\'])
      expect([text, finds(text)]).toEqual([text, false])
  })

  it('finds what stands in an image, whatever it is called', () => {
    using home = aStore()
    const { store } = home
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.string({ unit: 'grapheme', maxLength: 12 }),
    )

    fc.assert(
      fc.property(anyText, fc.string({ maxLength: 3 }), (text, more) => {
        store.library.put('studio', [sampleImage(1, { metadata: { text: text + more } })])

        expect(everyPage(store, { text })).toHaveLength(1)
      }),
      { numRuns: 2_000 },
    )
  })

  it('counts all that meet the question, not only those it shows', () => {
    using home = aStore()
    home.store.library.put(
      'studio',
      Array.from({ length: 25 }, (_, number) => sampleImage(number)),
    )

    const page = home.store.library.page('studio', { ...newest, limit: 10, text: 'img' })

    expect(page.rows).toHaveLength(10)
    expect(page.total).toBe(25)
    expect(home.store.library.since('studio', 20)).toHaveLength(5)
  })
})

describe('an image that got a new id', () => {
  const from = sampleImage(1)
  const to = sampleImage(2, { id: 'new-id', private: true })

  function fill(store: QueueStore) {
    store.library.put('studio', [from])
    store.receipts.add(sampleReceipt(1, { imageId: from.id }))
    store.receipts.add(sampleReceipt(3, { imageId: from.id, profile: 'other' }))
    store.jobs.save(sampleJob(1, { state: { kind: 'delivered', imageId: from.id, at: 7 } }))
    store.ledger.put(samplePhoto(1, { verdict: { kind: 'duplicate', of: { image: from.id } } }))
    store.ledger.put(samplePhoto(2, { verdict: { kind: 'duplicate', of: { image: 'another' } } }))
  }

  it('is named by it in mirror, receipts, delivered jobs and duplicates', () => {
    using home = aStore()
    fill(home.store)

    home.store.transaction('soon', () => home.store.library.move('studio', from.id, to))
    const { library, receipts, jobs, ledger } = home.reopen()

    expect(library.get('studio', from.id)).toBeUndefined()
    expect(library.get('studio', to.id)).toEqual(to)
    expect(receipts.ofBytes('studio', sha256Of(1))).toMatchObject({ imageId: to.id, links: to.links })
    expect(receipts.ofImage('studio', from.id)).toBeUndefined()
    expect(jobs.get(sampleJob(1).id)?.state).toEqual({ kind: 'delivered', imageId: to.id, at: 7 })
    expect(ledger.get('studio', samplePhoto(1).stamp.path)?.verdict).toEqual({
      kind: 'duplicate',
      of: { image: to.id },
    })
    expect(ledger.get('studio', samplePhoto(2).stamp.path)?.verdict).toEqual({
      kind: 'duplicate',
      of: { image: 'another' },
    })
    expect(receipts.ofImage('other', from.id)?.imageId).toBe(from.id)
  })

  it('moves wholly or not at all', () => {
    using home = aStore()
    fill(home.store)
    const give = () =>
      home.store.transaction('soon', () => {
        home.store.library.move('studio', from.id, to)
        throw new Error('killed')
      })

    expect(give).toThrow('killed')

    expect(home.store.library.get('studio', from.id)).toEqual(from)
    expect(home.store.receipts.ofImage('studio', from.id)?.imageId).toBe(from.id)
  })

  it('is found in a database of before there was a mirror', () => {
    using folder = tempFolder()
    const file = `${folder.path}/queue.sqlite`
    {
      using old = new DatabaseSync(file)
      for (const migration of migrations.slice(0, 2)) old.exec(migration)
      old.exec('PRAGMA user_version = 2')
      const rest = JSON.stringify({ facts: null, verdict: { kind: 'duplicate', of: { image: from.id } } })
      old
        .prepare(
          `INSERT INTO ledger (profile, path, size, mtime_ms, verdict, at, rest) VALUES ('studio', '/a.jpg', 1, 1, 'duplicate', 1, ?)`,
        )
        .run(rest)
    }
    const store = openStore(file)

    store.transaction('soon', () => store.library.move('studio', from.id, to))

    expect(store.ledger.get('studio', '/a.jpg')?.verdict).toEqual({ kind: 'duplicate', of: { image: to.id } })
    store.close()
  })
})

describe('a receipt whose image is gone', () => {
  it('is kept, but counts for its bytes no more, until the image is there again', () => {
    using home = aStore()
    const { receipts } = home.store
    const receipt = sampleReceipt(1)
    receipts.add(receipt)

    receipts.end('studio', receipt.imageId, 99)
    expect(receipts.ofBytes('studio', receipt.sha256)).toBeUndefined()
    expect(receipts.endedOfBytes('studio', receipt.sha256)).toEqual({ ...receipt, endedAt: 99 })
    expect(home.reopen().receipts.ofJob(receipt.job)).toEqual({ ...receipt, endedAt: 99 })
    home.store.receipts.end('studio', receipt.imageId, 100)
    expect(home.store.receipts.ofJob(receipt.job)?.endedAt).toBe(99)
    home.store.receipts.end('studio', receipt.imageId, null)

    expect(home.store.receipts.ofBytes('studio', receipt.sha256)).toEqual(receipt)
    expect(home.store.receipts.endedOfBytes('studio', receipt.sha256)).toBeUndefined()
  })

  it('gives way to a newer one for the same bytes', () => {
    using home = aStore()
    const { receipts } = home.store
    receipts.add(sampleReceipt(1))
    receipts.end('studio', sampleReceipt(1).imageId, 99)
    const newer = sampleReceipt(2, { sha256: sha256Of(1) })
    receipts.add(newer)

    expect(receipts.ofBytes('studio', sha256Of(1))).toEqual(newer)
  })
})

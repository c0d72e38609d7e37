import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../main/adapters/sqlite-queue-store/migrations.ts'
import type { QueueStore } from '../../../main/engine/ports.ts'
import type { KnownQuery, Verdict } from '../../../preload/contract/index.ts'
import { aStore, openStore, tempFolder } from './open-store.ts'
import { samplePhoto } from './sample-job.ts'

const held: Verdict = { kind: 'held', findings: [{ rule: 'empty' }] }
const duplicate: Verdict = { kind: 'duplicate', of: { image: 'i' } }
const at = (path: string) => ({ path, size: 1, mtimeMs: 1 })

/** The paths of all pages, one after another. */
function walk(store: QueueStore, query: Partial<KnownQuery>): string[] {
  const found: string[] = []
  let after: string | undefined
  do {
    const { rows, next } = store.ledger.page({ verdict: 'held', limit: 3, ...query, after })
    found.push(...rows.map(photo => photo.stamp.path))
    after = next ?? undefined
  } while (after !== undefined)
  return found
}

describe('the pages of known photos', () => {
  it('hold each photo of the verdict once, newest first, though several share an instant', () => {
    using home = aStore()
    for (let number = 0; number < 20; number += 1)
      home.store.ledger.put(
        samplePhoto(number, { verdict: number % 2 === 0 ? held : duplicate, at: Math.floor(number / 6) }),
      )
    home.store.ledger.put(samplePhoto(30))

    const store = home.reopen()

    const newestFirst = [...Array(20).keys()].toReversed()
    const pathsOf = (numbers: number[]) => numbers.map(number => samplePhoto(number).stamp.path)
    expect(walk(store, {})).toEqual(pathsOf(newestFirst.filter(number => number % 2 === 0)))
    expect(walk(store, { verdict: 'duplicate' })).toEqual(pathsOf(newestFirst.filter(number => number % 2 === 1)))
  })

  it('are of one account when asked so', () => {
    using home = aStore()
    for (let number = 0; number < 8; number += 1)
      home.store.ledger.put(samplePhoto(number, { verdict: held, profile: number < 4 ? 'studio' : 'other' }))

    expect(walk(home.store, { profile: 'other' })).toEqual([7, 6, 5, 4].map(number => samplePhoto(number).stamp.path))
    expect(walk(home.store, { profile: 'nobody' })).toEqual([])
  })

  it('are searched by the words of a name, whatever their case and accents, and by nothing else', () => {
    using home = aStore()
    const paths = ['/wedding/Zoë 100%.jpg', '/wedding/Zoo 100.jpg', '/zoe/dune.jpg']
    for (const [index, path] of paths.entries())
      home.store.ledger.put(samplePhoto(index, { stamp: at(path), verdict: held }))

    expect(walk(home.store, { text: 'ZOE' })).toEqual(['/wedding/Zoë 100%.jpg'])
    expect(walk(home.store, { text: '100 zo' })).toEqual(['/wedding/Zoo 100.jpg', '/wedding/Zoë 100%.jpg'])
    expect(walk(home.store, { text: '0%' })).toEqual(['/wedding/Zoë 100%.jpg'])
    expect(walk(home.store, { text: 'wedding' })).toEqual([])
  })

  it('name photos by ids that hold until they are judged anew', () => {
    using home = aStore()
    const { ledger } = home.store
    ledger.put(samplePhoto(1, { verdict: held }))
    const [before] = ledger.page({ verdict: 'held', limit: 1 }).rows
    expect(ledger.byId(before?.id ?? '')).toEqual(samplePhoto(1, { verdict: held }))

    ledger.put(samplePhoto(1, { verdict: held, at: 99 }))
    const [after] = ledger.page({ verdict: 'held', limit: 1 }).rows

    expect(ledger.byId(before?.id ?? '')).toBeUndefined()
    expect(ledger.byId(after?.id ?? '')).toEqual(samplePhoto(1, { verdict: held, at: 99 }))
    for (const id of ['', '1', '1-', "1-1' OR 1", '-1-1', '9'.repeat(60)]) expect(ledger.byId(id)).toBeUndefined()
  })

  it('hold what a database of before there were pages knows', () => {
    using folder = tempFolder()
    const file = `${folder.path}/queue.sqlite`
    {
      using old = new DatabaseSync(file)
      for (const migration of migrations.slice(0, 3)) old.exec(migration)
      old.exec('PRAGMA user_version = 3')
      const insert = old.prepare(
        `INSERT INTO ledger (profile, path, size, mtime_ms, verdict, at, rest) VALUES ('studio', ?, 1, 1, ?, 1, ?)`,
      )
      insert.run('C:\\wedding\\Zoë.jpg', 'held', JSON.stringify({ facts: null, verdict: held }))
      insert.run('/b.jpg', 'accepted', JSON.stringify({ facts: null, verdict: { kind: 'accepted', job: 'j' } }))
    }

    const store = openStore(file)

    expect(walk(store, { text: 'zoe' })).toEqual(['C:\\wedding\\Zoë.jpg'])
    expect(walk(store, { text: 'wedding' })).toEqual([])
    expect(store.ledger.counts()).toEqual({ held: 1, duplicate: 0 })
    store.close()
  })
})

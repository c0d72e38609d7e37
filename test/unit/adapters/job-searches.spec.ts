import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { migrations } from '../../../main/adapters/sqlite-queue-store/migrations.ts'
import type { QueueStore } from '../../../main/engine/ports.ts'
import { aStore, openStore, tempFolder } from './open-store.ts'
import { sampleJob, waitingUntil } from './sample-job.ts'

type Choice = Partial<Parameters<QueueStore['jobs']['page']>[0]>

/** The names of all pages, one after another. */
function walk(store: QueueStore, choice: Choice): string[] {
  const found: string[] = []
  let after: string | undefined
  do {
    const { rows, next } = store.jobs.page({ limit: 2, ...choice, after })
    found.push(...rows.map(job => job.name))
    after = next ?? undefined
  } while (after !== undefined)
  return found
}

const named = (number: number, name: string, rest: Parameters<typeof sampleJob>[1] = {}) =>
  sampleJob(number, { name, place: String(number), ...rest })

describe('the pages of jobs', () => {
  it('are searched by the words of a name, whatever their case and accents, in queue order', () => {
    using home = aStore()
    const names = ['Zoë 100%.jpg', 'dune.jpg', 'Zoo 100.jpg', 'Zoe at sea.jpg']
    for (const [index, name] of names.entries()) home.store.jobs.save(named(index, name))

    const store = home.reopen()

    expect(walk(store, { kinds: ['queued'], text: 'ZOE' })).toEqual(['Zoë 100%.jpg', 'Zoe at sea.jpg'])
    expect(walk(store, { kinds: ['queued'], text: '100 zo' })).toEqual(['Zoë 100%.jpg', 'Zoo 100.jpg'])
    expect(walk(store, { kinds: ['queued'], text: '0%' })).toEqual(['Zoë 100%.jpg'])
    expect(walk(store, { kinds: ['queued'], text: 'shoot' })).toEqual([])
  })

  it('are of one folder, or of those added by hand, when asked so', () => {
    using home = aStore()
    for (const [index, folder] of ['a', null, 'b', null, 'a'].entries())
      home.store.jobs.save(named(index, `${index}.jpg`, { folder, state: { kind: 'cancelled' } }))

    expect(walk(home.store, { kinds: ['cancelled'], folder: 'a' })).toEqual(['4.jpg', '0.jpg'])
    expect(walk(home.store, { kinds: ['cancelled'], folder: null })).toEqual(['3.jpg', '1.jpg'])
  })

  it('are of one problem when asked so', () => {
    using home = aStore()
    home.store.jobs.save(named(1, 'a.jpg', { state: waitingUntil(5) }))
    home.store.jobs.save(named(2, 'b.jpg', { state: waitingUntil(5, { code: 'interrupted' }) }))
    home.store.jobs.save(named(3, 'c.jpg'))

    expect(walk(home.store, { kinds: ['queued', 'waiting'], because: 'offline' })).toEqual(['a.jpg'])
    expect(walk(home.store, { kinds: ['queued', 'waiting'] })).toEqual(['a.jpg', 'b.jpg', 'c.jpg'])
  })

  it('find what a database of before there were searches holds', () => {
    using folder = tempFolder()
    const file = `${folder.path}/queue.sqlite`
    {
      using old = new DatabaseSync(file)
      old.function('words_of_path', path => String(path))
      for (const migration of migrations.slice(0, 5)) old.exec(migration)
      old.exec('PRAGMA user_version = 5')
      const { rest, state } = { rest: sampleJob(1), state: { imageId: 'i', at: 7 } }
      old
        .prepare(
          `INSERT INTO jobs (id, profile, folder, path, size, mtime_ms, sha256, kind, open, due, rank, place, created_at, rest)
           VALUES ('j', 'studio', 'f', '/wedding/Zoë.jpg', 1, 1, ?, 'delivered', 0, 0, 0, '', 1, ?)`,
        )
        .run(rest.sha256, JSON.stringify({ ...rest, name: 'Zoë.jpg', state }))
    }

    const store = openStore(file)

    expect(walk(store, { kinds: ['delivered'], text: 'zoe' })).toEqual(['Zoë.jpg'])
    expect(store.jobs.countsIn('f', 7)).toMatchObject({ kinds: { delivered: 1 }, deliveredSince: 1 })
    expect(store.jobs.lastDelivered('f')?.name).toBe('Zoë.jpg')
    store.close()
  })
})

import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import {
  defaultFolderSettings,
  type Profile,
  type Receipt,
  type Verdict,
  type WatchedFolder,
} from '../../../preload/contract/index.ts'
import { aStore } from './open-store.ts'
import { sampleJob, samplePhoto, sampleReceipt, sha256Of } from './sample-job.ts'

describe('the ledger', () => {
  it('knows a file again by path, size and mtime to the fraction of a millisecond', () => {
    using home = aStore()
    const { ledger } = home.store
    const photo = samplePhoto(1)
    ledger.put(photo)

    expect(ledger.knows('studio', photo.stamp)).toBe(true)
    expect(ledger.knows('studio', { ...photo.stamp, size: photo.stamp.size + 1 })).toBe(false)
    expect(ledger.knows('studio', { ...photo.stamp, mtimeMs: photo.stamp.mtimeMs + 0.25 })).toBe(false)
    expect(ledger.knows('other', photo.stamp)).toBe(false)
    expect(home.reopen().ledger.get('studio', photo.stamp.path)).toEqual(photo)
  })

  it('counts verdicts and folders through changes and forgetting', () => {
    using home = aStore()
    const { ledger } = home.store
    const held: Verdict = { kind: 'held', findings: [{ rule: 'empty' }] }
    ledger.put(samplePhoto(1, { verdict: held }))
    ledger.put(samplePhoto(2, { verdict: held, folder: null }))
    ledger.put(samplePhoto(3, { verdict: { kind: 'duplicate', of: { image: 'i' } } }))
    ledger.put(samplePhoto(4))

    ledger.put(samplePhoto(1, { verdict: { kind: 'duplicate', of: { image: 'i' } }, folder: 'folder-2' }))
    ledger.forget('studio', samplePhoto(4).stamp.path)

    expect(ledger.counts()).toEqual({ held: 1, duplicate: 2 })
    expect([ledger.countIn('folder-1'), ledger.countIn('folder-2'), ledger.countIn('unknown')]).toEqual([1, 1, 0])
  })

  it('finds the duplicates that wait for a job, though they settle while being read', () => {
    using home = aStore()
    const { store } = home
    const waitsFor = (job: string) => ({ kind: 'duplicate', of: { job } }) as const
    store.transaction('soon', () => {
      for (let number = 1; number <= 1_100; number += 1)
        store.ledger.put(samplePhoto(number, { verdict: waitsFor(`job-${number % 3}`) }))
    })
    let seen = 0

    for (const twin of store.ledger.twins()) {
      seen += 1
      store.ledger.put({ ...twin, verdict: { kind: 'duplicate', of: { image: 'i' } } })
    }

    expect(seen).toBe(1_100)
    expect([...store.ledger.twins()]).toEqual([])
    store.ledger.put(samplePhoto(7, { verdict: waitsFor('job-x') }))
    expect(store.ledger.twinsOf('job-x')).toEqual([samplePhoto(7, { verdict: waitsFor('job-x') })])
    expect(store.ledger.twinsOf('job-0')).toEqual([])
  })
})

describe('receipts', () => {
  it('are found by bytes and account, newest first, and by job', () => {
    using home = aStore()
    const { receipts } = home.store
    const bytes = sha256Of(7)
    receipts.add(sampleReceipt(1, { sha256: bytes }))
    receipts.add(sampleReceipt(2, { sha256: bytes }))
    receipts.add(sampleReceipt(3, { sha256: bytes, profile: 'other' }))

    const { receipts: later } = home.reopen()

    expect(later.ofBytes('studio', bytes)).toEqual(sampleReceipt(2, { sha256: bytes }))
    expect(later.ofBytes('nobody', bytes)).toBeUndefined()
    expect(later.ofJob(sampleJob(3).id)?.profile).toBe('other')
  })

  it('are paged newest first, each once, though several share an instant', () => {
    using home = aStore()
    const { receipts } = home.store
    for (let number = 0; number < 23; number += 1)
      receipts.add(sampleReceipt(number, { at: Math.floor(number / 4), profile: number % 2 === 0 ? 'even' : 'odd' }))
    const walk = (profile?: string) => {
      const found: Receipt[] = []
      let after: string | undefined
      do {
        const page = receipts.page({ profile, after, limit: 5 })
        found.push(...page.rows)
        after = page.next ?? undefined
      } while (after !== undefined)
      return found.map(receipt => receipt.imageId)
    }
    const newestFirst = [...Array(23).keys()].toReversed()

    expect(walk()).toEqual(newestFirst.map(number => `image-${number}`))
    expect(walk('odd')).toEqual(newestFirst.filter(number => number % 2 === 1).map(number => `image-${number}`))
  })
})

describe('folders, profiles and settings', () => {
  const folder = (id: string): WatchedFolder => ({
    id,
    path: `/photos/${id}`,
    profile: 'studio',
    paused: false,
    settings: defaultFolderSettings,
    addedAt: 1,
  })
  const profile = (name: string): Profile => ({ name, account: { kind: 'local' }, addedAt: 1 })

  it('come back in the order they were added, as last saved', () => {
    using home = aStore()
    const { folders, profiles } = home.store
    folders.save(folder('b'))
    folders.save(folder('a'))
    folders.save({ ...folder('b'), paused: true })
    profiles.save(profile('studio'))
    profiles.save(profile('Zoë'))
    profiles.remove('studio')

    const later = home.reopen()

    expect(later.folders.all()).toEqual([{ ...folder('b'), paused: true }, folder('a')])
    expect(later.profiles.all()).toEqual([profile('Zoë')])
  })

  it('keep any JSON value under a name', () => {
    using home = aStore()
    home.store.settings.set('paused', false)
    home.store.settings.set('limits', { bytesPerSecond: null, list: [1, 'ä'] })

    const { settings } = home.reopen()

    expect(settings.get('paused')).toBe(false)
    expect(settings.get('limits')).toEqual({ bytesPerSecond: null, list: [1, 'ä'] })
    expect(settings.get('unknown')).toBeUndefined()
  })
})

describe('a row that no longer reads as it should', () => {
  it('is set aside and told once, and the rest goes on', () => {
    using home = aStore()
    for (let number = 1; number <= 4; number += 1) home.store.jobs.save(sampleJob(number))
    home.store.ledger.put(samplePhoto(4))
    {
      using rows = new DatabaseSync(home.file)
      rows.exec(`UPDATE jobs SET rest = '{"half' WHERE id = '${sampleJob(1).id}'`)
      rows.exec(`UPDATE jobs SET kind = 'dreaming' WHERE id = '${sampleJob(2).id}'`)
      rows.exec(`UPDATE ledger SET sha256 = 'short'`)
    }

    const store = home.reopen()
    const page = store.jobs.page({ limit: 10 }).rows
    const photo = store.ledger.get('studio', samplePhoto(4).stamp.path)

    expect(page.map(job => job.createdAt)).toEqual([4, 3])
    expect(photo).toBeUndefined()
    expect(store.jobs.counts().queued).toBe(2)
    expect(store.takeNotices()).toEqual([
      { code: 'rows-set-aside', count: 2, table: 'jobs' },
      { code: 'rows-set-aside', count: 1, table: 'ledger' },
    ])
    expect(store.takeNotices()).toEqual([])
    using rows = new DatabaseSync(home.file)
    const kept = rows.prepare('SELECT origin, row FROM set_aside ORDER BY n').all()
    expect(kept.map(row => row['origin'])).toEqual(['jobs', 'jobs', 'ledger'])
    expect(kept.map(row => String(row['row'])).join()).toContain('{\\"half')
  })
})

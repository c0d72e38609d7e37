import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { defaultFolderSettings } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../../main/engine/ports.ts'
import { aStore } from './open-store.ts'
import { sampleImage, sampleJob, samplePhoto, sampleReceipt, waitingUntil } from './sample-job.ts'

/** Every statement that is prepared while `run` runs, as the store really asks it. */
function statementsOf(run: () => void): string[] {
  const seen = new Set<string>()
  const prepare = DatabaseSync.prototype.prepare
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql, options) {
    seen.add(sql)
    return prepare.call(this, sql, options)
  }
  try {
    run()
  } finally {
    DatabaseSync.prototype.prepare = prepare
  }
  return [...seen].filter(sql => /^\s*(SELECT|INSERT|UPDATE|DELETE)/.test(sql))
}

/** Asks everything the port can be asked. */
function askEverything(store: QueueStore) {
  const { jobs, ledger, staged, receipts, library, folders, profiles, settings } = store
  const job = sampleJob(1)
  jobs.get(job.id)
  jobs.ofPath(job.profile, job.stamp.path)
  jobs.ofBytes(job.profile, job.sha256)
  jobs.startable(5, 10, [], new Set(['x']))
  jobs.startable(5, 10, ['studio'], new Set())
  jobs.nextDue(0)
  jobs.counts()
  jobs.bytesLeft()
  jobs.makeDue(job.profile, ['offline'], 5)
  expect([...jobs.inStates(['queued', 'waiting', 'delivered'])]).not.toEqual([])
  for (const kinds of [undefined, ['queued', 'waiting'], ['delivered'], ['failed', 'queued']] as const)
    for (const profile of [undefined, 'studio']) {
      const { next } = jobs.page({ kinds, profile, limit: 1 })
      jobs.page({ kinds, profile, after: next ?? undefined, limit: 1 })
      for (const folder of [null, 'folder-1'])
        jobs.page({ kinds, profile, text: 'img 1', folder, because: 'offline', limit: 1 })
    }
  jobs.save(job)
  jobs.save(sampleJob(99))
  jobs.remove(sampleJob(99).id)
  const photo = samplePhoto(1)
  ledger.put(photo)
  ledger.get(photo.profile, photo.stamp.path)
  ledger.knows(photo.profile, photo.stamp)
  ledger.byId('1-1')
  for (const profile of [undefined, 'studio'])
    for (const text of [undefined, 'img 1']) {
      const { next } = ledger.page({ verdict: 'duplicate', profile, text, limit: 1 })
      expect(next).not.toBeNull()
      ledger.page({ verdict: 'duplicate', profile, text, limit: 1, after: next ?? undefined })
      ledger.page({ verdict: 'held', profile, text, folder: null, rule: 'damaged', limit: 1 })
    }
  expect(staged.batches()).toHaveLength(1)
  expect(staged.jobs('sheet')).toHaveLength(2)
  staged.ready('sheet', 3)
  expect(staged.others('sheet', 3)).toHaveLength(1)
  staged.release('sheet')
  ledger.twinsOf(job.id)
  expect([...ledger.twins()]).not.toEqual([])
  ledger.countIn('folder-1')
  ledger.heldIn('folder-1')
  jobs.countsIn('folder-1', 0)
  expect(jobs.lastDelivered('folder-1')).toBeDefined()
  expect(staged.paths('other-sheet')).toEqual([])
  ledger.counts()
  ledger.forget(photo.profile, photo.stamp.path)
  const receipt = sampleReceipt(1)
  receipts.add(receipt)
  receipts.ofBytes(receipt.profile, receipt.sha256)
  receipts.endedOfBytes(receipt.profile, receipt.sha256)
  receipts.ofImage(receipt.profile, receipt.imageId)
  receipts.end(receipt.profile, receipt.imageId, 5)
  receipts.ofJob(receipt.job)
  receipts.page({ limit: 1 })
  receipts.page({ profile: 'studio', limit: 1 })
  const image = sampleImage(1)
  library.put('studio', [image])
  library.get('studio', image.id)
  library.some('studio', [image.id])
  library.count('studio')
  expect(library.since('studio', 0)).not.toEqual([])
  for (const order of ['newest', 'oldest', 'name'] as const)
    for (const more of [{}, { text: 'img 1', private: false, creator: null, uploadedFrom: 0, uploadedBefore: 9 }]) {
      const { next } = library.page('studio', { order, limit: 1, ...more })
      library.page('studio', { order, limit: 1, ...more, after: next ?? undefined })
      library.list('studio', { order, ...more })
      library.list('studio', { order, ...more, under: '/photos/shoot' })
    }
  library.creators('studio')
  library.syncedAt('studio')
  library.setSyncedAt('studio', 1)
  library.learnProportion('studio', image.id, 1.5)
  library.mark('studio')
  library.setMark('studio', { newest: 1, wholeAt: 1, agreed: true })
  store.transaction('soon', () => library.move('studio', image.id, sampleImage(3)))
  library.remove('studio', [image.id])
  library.forget('nobody')
  settings.get('paused')
  folders.remove('folder-1')
  profiles.remove('studio')
  store.transaction('soon', () => store.transaction('durable', () => folders.all()))
}

function filled(store: QueueStore) {
  const folder = { id: 'f', path: '/f', profile: 'studio', paused: false, settings: defaultFolderSettings, addedAt: 1 }
  store.folders.save(folder)
  store.settings.set('paused', true)
  for (const profile of ['studio', 'other'])
    for (const [index, state] of (
      [
        { kind: 'queued' },
        waitingUntil(3),
        waitingUntil(30),
        { kind: 'staged', batch: 'sheet' },
        { kind: 'delivered', imageId: 'i', at: 1 },
      ] as const
    ).entries()) {
      store.jobs.save(sampleJob(index, { id: `${profile}-${index}`, profile, state }))
      if (state.kind !== 'staged')
        store.jobs.save(sampleJob(index, { id: `${profile}-again-${index}`, profile, state }))
    }
  store.ledger.put(samplePhoto(10, { verdict: { kind: 'duplicate', of: { image: 'i' } } }))
  store.ledger.put(samplePhoto(11, { verdict: { kind: 'duplicate', of: { image: 'i' } } }))
  store.ledger.put(samplePhoto(9, { verdict: { kind: 'duplicate', of: { job: 'j' } } }))
  store.ledger.put(samplePhoto(12, { staged: { batch: 'sheet', as: 'damaged' } }))
  store.receipts.add(sampleReceipt(5))
  store.receipts.add(sampleReceipt(6))
  store.library.put('studio', [sampleImage(5), sampleImage(6)])
}

describe('every question to the store', () => {
  it('is answered by an index: no large table is walked and nothing is sorted', () => {
    using home = aStore()
    filled(home.store)
    const statements = statementsOf(() => askEverything(home.reopen()))
    using other = new DatabaseSync(home.file)

    const bad = statements.flatMap(sql =>
      other
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map(step => String(step['detail']))
        .filter(step => /SCAN (jobs|ledger|receipts|library)\b/.test(step) || step.includes('TEMP B-TREE FOR ORDER BY'))
        .map(step => `${step}: ${sql}`),
    )

    expect(statements.length).toBeGreaterThan(30)
    // The probe at the opening takes one row from the edge of a table; that is no walk.
    expect(bad.filter(line => !line.endsWith('LIMIT 1') || line.includes('TEMP'))).toEqual([])
  })
})

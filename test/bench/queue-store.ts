import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openSqliteQueueStore } from '../../main/adapters/sqlite-queue-store/index.ts'
import type { KnownPhoto, QueueStore } from '../../main/engine/ports.ts'
import type { UploadJob } from '../../preload/contract/index.ts'

const jobs = 100_000

export type QueueStoreFigures = {
  jobs: number
  seconds: number
  perSecond: number
  firstPageMs: number
  startableMs: number
  bare: { seconds: number; perSecond: number }
  /** Our jobs per second, each with its ledger row and counters, for every bare row per second. */
  ratio: number
}

/** Enqueues 100,000 photos as the intake does (ledger and job in one transaction each), then reads the first page. */
export async function measureQueueStore(): Promise<QueueStoreFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'hotfolder-bench-'))
  try {
    const bare = inSeconds(jobs, bareInserts(join(folder, 'bare.sqlite')))
    const opened = openSqliteQueueStore(join(folder, 'queue.sqlite'))
    if (!opened.ok) throw new Error(opened.problem.code)
    const store = opened.value
    const ours = inSeconds(jobs, enqueueAll(store))
    const firstPageMs = msOf(() => store.jobs.page({ kinds: ['queued', 'waiting'], limit: 100 }))
    const startableMs = msOf(() => store.jobs.startable(6, Date.now(), [], new Set()))
    store.close()
    return { jobs, ...ours, firstPageMs, startableMs, bare, ratio: ours.perSecond / bare.perSecond }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function enqueueAll(store: QueueStore): () => void {
  return () => {
    for (let number = 0; number < jobs; number += 1) {
      const job = jobOf(number)
      store.transaction('soon', () => {
        store.ledger.put(photoOf(job))
        store.jobs.save(job)
      })
    }
  }
}

/** The least SQLite could do: the same number of commits of one short row. */
function bareInserts(file: string): () => void {
  const database = new DatabaseSync(file)
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; CREATE TABLE bare (id TEXT PRIMARY KEY, rest TEXT)',
  )
  const insert = database.prepare('INSERT INTO bare VALUES (?, ?)')
  return () => {
    for (let number = 0; number < jobs; number += 1) {
      const job = jobOf(number)
      database.exec('BEGIN')
      insert.run(job.id, JSON.stringify(job))
      database.exec('COMMIT')
    }
    database.close()
  }
}

function jobOf(number: number): UploadJob {
  const hex = (number * 2_654_435_761).toString(16).padStart(16, '0')
  return {
    id: crypto.randomUUID(),
    profile: 'studio',
    folder: 'wedding',
    stamp: {
      path: `/photos/2026/wedding/card-1/DSC_${number}.jpg`,
      size: 9_000_000 + number,
      mtimeMs: 1.7e12 + number,
    },
    name: `DSC_${number}.jpg`,
    type: 'image/jpeg',
    sha256: hex.repeat(4).slice(0, 64),
    preparation: { kind: 'none' },
    sending: { private: false, creator: null, tags: {} },
    priority: 0,
    place: String(1e9 - number),
    attempts: 0,
    createdAt: 1.7e12 + number,
    state: { kind: 'queued' },
  }
}

const photoOf = (job: UploadJob): KnownPhoto => ({
  profile: job.profile,
  folder: job.folder,
  stamp: job.stamp,
  sha256: job.sha256,
  facts: {
    format: 'jpeg',
    bytes: job.stamp.size,
    width: 6_000,
    height: 4_000,
    frames: 1,
    orientation: 1,
    colourSpace: 'srgb',
    hasProfile: true,
    hasPosition: false,
    takenAt: 1.7e12,
    camera: 'Nikon Z 8',
    proven: true,
  },
  verdict: { kind: 'accepted', job: job.id },
  sending: null,
  staged: null,
  at: job.createdAt,
})

function inSeconds(count: number, run: () => void) {
  const seconds = msOf(run) / 1_000
  return { seconds, perSecond: count / seconds }
}

function msOf(run: () => unknown): number {
  const started = performance.now()
  run()
  return performance.now() - started
}

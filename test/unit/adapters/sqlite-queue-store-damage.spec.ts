import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openSqliteQueueStore, problemOfSqlite } from '../../../main/adapters/sqlite-queue-store/index.ts'
import {
  defaultFolderSettings,
  type Profile,
  type Receipt,
  type WatchedFolder,
} from '../../../preload/contract/index.ts'
import { openStore, tempFolder } from './open-store.ts'
import { sampleImage, sampleJob, sampleReceipt, sampleReservation, sha256Of } from './sample-job.ts'

const folder: WatchedFolder = {
  id: 'folder-1',
  path: '/photos/weddings',
  profile: 'Studio',
  paused: true,
  settings: { ...defaultFolderSettings, ignore: ['**/selects/**'] },
  addedAt: 5,
}
const profile: Profile = {
  name: 'Studio',
  account: { kind: 'cloudflare', accountId: '0'.repeat(32), baseUrl: 'https://api.cloudflare.com/client/v4' },
  addedAt: 4,
}

const receipt: Receipt = {
  job: 'job-delivered',
  profile: 'Studio',
  path: '/photos/weddings/dune.jpg',
  name: 'dune.jpg',
  sha256: 'd'.repeat(64),
  bytes: 7,
  imageId: 'image-1',
  at: 6,
  links: ['https://imagedelivery.net/hash/image-1/public'],
}

/** A closed database with a watch list and this many jobs. */
function aDatabaseIn(home: string, jobs: number): string {
  const file = join(home, 'queue.sqlite')
  const store = openStore(file)
  store.profiles.save(profile)
  store.folders.save(folder)
  store.settings.set('active-profile', profile.name)
  store.receipts.add(receipt)
  store.transaction('soon', () => {
    for (let number = 0; number < jobs; number += 1)
      store.jobs.save(sampleJob(number, { state: { kind: 'sending', reservation: sampleReservation } }))
  })
  store.close()
  return file
}

/** Overwrites one page in the midst of the jobs, away from the edges that every start looks at. */
function scribbleOver(file: string) {
  const pageSize = 4_096
  let pages: number[]
  {
    using own = new DatabaseSync(file)
    const leaves = own
      .prepare(`SELECT pageno FROM dbstat WHERE name = 'jobs' AND pagetype = 'leaf' ORDER BY path`)
      .all()
    pages = leaves.map(leaf => Number(leaf['pageno']))
  }
  const middle = pages[Math.floor(pages.length / 2)] ?? 0
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(pageSize, 0x5a), 0, pageSize, (middle - 1) * pageSize)
  closeSync(handle)
}

const setAsideIn = (home: string) => readdirSync(home).filter(name => name.includes('.damaged-'))

describe('a damaged database', () => {
  const damages: [string, number, (file: string) => void][] = [
    ['that is some other file', 3, file => writeFileSync(file, 'not a database, a note to myself\n'.repeat(400))],
    ['cut short', 3_000, file => truncateSync(file, 8_192)],
    ['cut in its first page', 3, file => truncateSync(file, 700)],
    ['with a page overwritten', 500, scribbleOver],
    [
      'of another program',
      3,
      file => {
        writeFileSync(file, '')
        using other = new DatabaseSync(file)
        other.exec('CREATE TABLE jobs (title TEXT)')
      },
    ],
    [
      'without one of its tables',
      3,
      file => {
        using own = new DatabaseSync(file)
        own.exec('DROP TABLE receipts')
      },
    ],
  ]

  it.each(damages)(
    '%s is set aside, a new one begun, and the watch list and the receipts come back',
    (_what, jobs, damage) => {
      using home = tempFolder()
      const file = aDatabaseIn(home.path, jobs)
      damage(file)
      const damaged = readFileSync(file)

      const store = openStore(file)

      const [notice, ...more] = store.takeNotices()
      expect(notice).toMatchObject({ code: 'database-damaged', path: file })
      expect(more).toEqual([])
      const keptAt = notice?.code === 'database-damaged' ? notice.keptAt : ''
      expect(keptAt).toMatch(/queue\.sqlite\.damaged-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d\.\d+Z$/)
      expect(readFileSync(keptAt)).toEqual(damaged)
      expect(store.profiles.all()).toEqual([profile])
      expect(store.folders.all()).toEqual([folder])
      expect(store.settings.get('active-profile')).toBe('Studio')
      // What was delivered is known again, so it is not sent a second time.
      expect(store.receipts.ofBytes('Studio', receipt.sha256)).toEqual(receipt)
      expect(store.jobs.page({ limit: 5 }).rows).toEqual([])
      store.jobs.save(sampleJob(1))
      store.close()
      expect(openStore(file).takeNotices()).toEqual([])
    },
  )

  it('gives back what became of the delivered images since, and begins the mirror anew', () => {
    using home = tempFolder()
    const file = join(home.path, 'queue.sqlite')
    const before = openStore(file)
    before.profiles.save({ ...profile, name: 'studio' })
    for (const number of [1, 2, 3]) {
      before.receipts.add(sampleReceipt(number))
      before.library.put('studio', [sampleImage(number, { id: sampleReceipt(number).imageId })])
    }
    before.library.setMark('studio', { newest: 3, wholeAt: 3, agreed: true })
    const moved = sampleImage(9, { id: 'new-id' })
    before.transaction('soon', () => before.library.move('studio', sampleReceipt(1).imageId, moved))
    before.receipts.end('studio', sampleReceipt(2).imageId, 77)
    before.close()
    writeFileSync(file, 'not a database, a note to myself\n'.repeat(400))

    const { receipts, library, takeNotices } = openStore(file)

    expect(takeNotices()).toMatchObject([{ code: 'database-damaged' }])
    expect(receipts.ofBytes('studio', sha256Of(1))).toMatchObject({ imageId: 'new-id', links: moved.links })
    expect(receipts.ofBytes('studio', sha256Of(2))).toBeUndefined()
    expect(receipts.endedOfBytes('studio', sha256Of(2))?.endedAt).toBe(77)
    expect(receipts.ofBytes('studio', sha256Of(3))).toEqual(sampleReceipt(3))
    expect(library.count('studio')).toBe(0)
    expect(library.mark('studio')).toBeUndefined()
  })

  it('too large to be checked whole is set aside at the start after it was found out', () => {
    using home = tempFolder()
    const file = aDatabaseIn(home.path, 8_000)
    scribbleOver(file)
    const first = openStore(file)

    const readAll = () => [...first.jobs.inStates(['sending'])]

    expect(readAll).toThrow(/malformed/)
    first.close()
    const second = openStore(file)
    expect(second.takeNotices()).toMatchObject([{ code: 'database-damaged' }])
    expect(second.folders.all()).toEqual([folder])
    second.close()
    expect(openStore(file).takeNotices()).toEqual([])
  })

  it('has its write-ahead log set aside with it', () => {
    using home = tempFolder()
    const file = aDatabaseIn(home.path, 3)
    writeFileSync(file, 'x'.repeat(5_000))
    writeFileSync(`${file}-wal`, 'y')

    openStore(file).close()

    const kept = setAsideIn(home.path)
    expect(kept.some(name => name.endsWith('-wal')) && kept.some(name => name.endsWith('Z'))).toBe(true)
  })
})

describe('the copy of the watch list', () => {
  it('is readable, follows every change and nothing rolled back, and is never needed', () => {
    using home = tempFolder()
    const file = join(home.path, 'queue.sqlite')
    const copy = join(home.path, 'queue.settings.json')
    const store = openStore(file)
    store.profiles.save(profile)

    const broken = () =>
      store.transaction('soon', () => {
        store.folders.save(folder)
        throw new Error('no')
      })

    expect(broken).toThrow('no')
    expect(JSON.parse(readFileSync(copy, 'utf8'))).toEqual({ profiles: [profile], folders: [], settings: {} })
    store.folders.save(folder)
    store.profiles.remove(profile.name)
    expect(JSON.parse(readFileSync(copy, 'utf8'))).toEqual({ profiles: [], folders: [folder], settings: {} })
    store.close()

    writeFileSync(copy, '{ half')
    expect(openStore(file).folders.all()).toEqual([folder])
  })

  it('that cannot be written does not stop the change, and is told', () => {
    using home = tempFolder()
    const store = openStore(join(home.path, 'queue.sqlite'))
    mkdirSync(join(home.path, 'queue.settings.json.new'))

    store.folders.save(folder)

    expect(store.folders.all()).toEqual([folder])
    expect(store.takeNotices()).toMatchObject([{ code: 'home-unusable', path: home.path }])
  })

  it('gives back the parts that are whole', () => {
    using home = tempFolder()
    writeFileSync(
      join(home.path, 'queue.settings.json'),
      JSON.stringify({ profiles: [{ name: '' }, profile], folders: [folder, { id: 'x' }] }),
    )

    const store = openStore(join(home.path, 'queue.sqlite'))

    expect(store.profiles.all()).toEqual([profile])
    expect(store.folders.all()).toEqual([folder])
    expect(store.takeNotices()).toEqual([])
  })
})

describe('a database that cannot be used', () => {
  it('in a folder that is not there is one clear problem', () => {
    using home = tempFolder()
    const opened = openSqliteQueueStore(join(home.path, 'no', 'queue.sqlite'))

    expect(opened).toMatchObject({ ok: false, problem: { code: 'home-unusable', path: join(home.path, 'no') } })
  })

  it('written by a newer version is left alone', () => {
    using home = tempFolder()
    const file = aDatabaseIn(home.path, 1)
    {
      using newer = new DatabaseSync(file)
      newer.exec('PRAGMA user_version = 999')
    }

    const opened = openSqliteQueueStore(file)

    expect(opened).toMatchObject({ ok: false, problem: { code: 'home-unusable' } })
    expect(existsSync(file)).toBe(true)
    expect(setAsideIn(home.path)).toEqual([])
  })

  it('on a full disk says so, however deep the reason lies', () => {
    using database = new DatabaseSync(':memory:')
    database.exec('CREATE TABLE full (value); PRAGMA max_page_count = 3')
    const file = '/home/photos/queue.sqlite'

    let met: unknown
    try {
      database.exec('INSERT INTO full VALUES (zeroblob(100000))')
    } catch (error) {
      met = error
    }

    expect(problemOfSqlite(met, file)).toEqual({ code: 'disk-full', path: file })
    expect(problemOfSqlite(new Error('saving', { cause: met }), file)).toEqual({ code: 'disk-full', path: file })
    expect(problemOfSqlite(Object.assign(new Error('x'), { code: 'ENOSPC' }), file)?.code).toBe('disk-full')
    expect(problemOfSqlite(new Error('something else'), file)).toBeNull()
    expect(problemOfSqlite('text', file)).toBeNull()
  })

  it('written to by another program is not waited for without end', () => {
    using home = tempFolder()
    const file = aDatabaseIn(home.path, 1)
    using other = new DatabaseSync(file)
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; DELETE FROM jobs')

    const opened = openSqliteQueueStore(file)

    expect(opened).toEqual({ ok: false, problem: { code: 'already-running', home: dirname(file) } })
  }, 20_000)
})

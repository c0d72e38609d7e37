import { createHash } from 'node:crypto'
import { linkSync, mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import sharp from 'sharp'
import { thumbnailPath } from '../../main/adapters/sharp-inspector/thumbnails.ts'
import { openSqliteQueueStore } from '../../main/adapters/sqlite-queue-store/index.ts'
import { queueSettings } from '../../main/engine/answer-commands.ts'
import type { FileStamp, UploadJob } from '../../preload/contract/index.ts'
import { makePhoto } from '../fixtures/make-photo.ts'
import { padPhoto } from '../fixtures/pad-photo.ts'

const pictures = 24
const bytesEach = 120_000

type Seeded = { name: string; stamp: FileStamp; sha256: string }

/**
 * A home with this many photos queued and the queue paused. Each has its thumbnail; the first `real` are files that can be
 * sent, the others are known by their facts alone.
 */
export async function seedQueue(place: string, { jobs, real }: { jobs: number; real: number }): Promise<void> {
  const [home, photos] = [join(place, 'home'), join(place, 'photos')]
  for (const folder of [home, photos]) mkdirSync(folder, { recursive: true })
  const made = await Promise.all(Array.from({ length: pictures }, (_, seed) => makePhoto({ seed, ...shapeOf(seed) })))
  const seeded = Array.from({ length: jobs }, (_, number): Seeded => {
    const name = `_HF_${String(number + 1).padStart(5, '0')}.JPG`
    const path = join(photos, name)
    const photo = made[number % pictures]
    if (number >= real || photo === undefined) {
      const stamp = { path, size: 9_000_000 + number, mtimeMs: 1.7e12 }
      return { name, stamp, sha256: createHash('sha256').update(name).digest('hex') }
    }
    const bytes = padPhoto(photo, 'jpeg', bytesEach, number)
    writeFileSync(path, bytes)
    utimesSync(path, 1.7e9, 1.7e9)
    const stamp = { path, size: bytes.length, mtimeMs: statSync(path).mtimeMs }
    return { name, stamp, sha256: createHash('sha256').update(bytes).digest('hex') }
  })
  await keepThumbnails(join(home, 'thumbnails'), made, seeded)
  enqueue(join(home, 'hotfolder.db'), seeded)
}

const shapeOf = (seed: number) => (seed % 4 === 3 ? { width: 400, height: 600 } : { width: 600, height: 400 })

/** Few pictures under many names: the browser cannot tell, and each is fetched and decoded. */
async function keepThumbnails(folder: string, made: readonly Buffer[], seeded: readonly Seeded[]): Promise<void> {
  const small = await Promise.all(made.map(photo => sharp(photo).resize(512, 512, { fit: 'inside' }).jpeg().toBuffer()))
  const sources = small.map((bytes, at) => {
    const source = join(folder, `source-${at}.jpg`)
    mkdirSync(folder, { recursive: true })
    writeFileSync(source, bytes)
    return source
  })
  for (const [number, { sha256 }] of seeded.entries()) {
    const path = thumbnailPath(folder, sha256)
    mkdirSync(dirname(path), { recursive: true })
    linkSync(sources[number % sources.length] ?? '', path)
  }
}

function enqueue(file: string, seeded: readonly Seeded[]): void {
  const opened = openSqliteQueueStore(file)
  if (!opened.ok) throw new Error(opened.problem.code)
  const store = opened.value
  store.transaction('soon', () => {
    store.profiles.save({ name: 'local', account: { kind: 'local' }, addedAt: 1.7e12 })
    store.settings.set(queueSettings.paused, true)
    for (const [number, photo] of seeded.entries()) {
      const job = jobOf(photo, number)
      store.ledger.put({
        profile: job.profile,
        folder: job.folder,
        stamp: job.stamp,
        sha256: job.sha256,
        facts: null,
        verdict: { kind: 'accepted', job: job.id },
        sending: null,
        staged: null,
        at: job.createdAt,
      })
      store.jobs.save(job)
    }
  })
  store.close()
}

const jobOf = ({ name, stamp, sha256 }: Seeded, number: number): UploadJob => ({
  id: crypto.randomUUID(),
  profile: 'local',
  folder: null,
  stamp,
  name,
  type: 'image/jpeg',
  sha256,
  preparation: { kind: 'none' },
  sending: { private: false, creator: null, tags: {} },
  priority: 0,
  place: String(1e9 + number),
  attempts: 0,
  createdAt: 1.7e12 + number,
  state: { kind: 'queued' },
})

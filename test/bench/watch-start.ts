import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openSqliteQueueStore } from '../../main/adapters/sqlite-queue-store/index.ts'
import type { FileStamp } from '../../preload/contract/index.ts'

const directories = 200
const filesEach = 500
const rounds = 3

type Cost = { seconds: number; megabytes: number }

/**
 * What it takes until a folder of 100,000 known photos is watched. Ours: every photo compared with the ledger, every directory
 * followed, the canary heard. Bare: chokidar with its default options until it is ready. Each run in a process of its own.
 */
export async function measureWatchStart(): Promise<{
  name: string
  ours: Cost
  bare: Cost
  timeRatio: number
  memoryRatio: number
}> {
  const place = await realpath(await mkdtemp(join(tmpdir(), 'hotfolder-watch-start-')))
  try {
    const root = join(place, 'photos')
    const ledger = join(place, 'hotfolder.db')
    await writeLedger(ledger, await writePhotos(root))
    const costs: Record<'ours' | 'bare', Cost[]> = { ours: [], bare: [] }
    // Turn by turn, so that a busy machine slows both alike.
    for (let round = 0; round < rounds; round += 1) {
      costs.bare.push(await run('bare', root, ledger))
      costs.ours.push(await run('ours', root, ledger))
    }
    const ours = least(costs.ours)
    const bare = least(costs.bare)
    return {
      name: 'start of watching 100,000 known photos',
      ours,
      bare,
      timeRatio: ours.seconds / bare.seconds,
      memoryRatio: ours.megabytes / bare.megabytes,
    }
  } finally {
    await rm(place, { recursive: true })
  }
}

async function writePhotos(root: string): Promise<FileStamp[]> {
  const stamps: FileStamp[] = []
  for (let directory = 0; directory < directories; directory += 1) {
    const folder = join(root, `shoot-${directory}`)
    await mkdir(folder, { recursive: true })
    const write = async (_: unknown, number: number) => {
      const path = join(folder, `IMG_${number}.jpg`)
      await writeFile(path, 'a photo')
      const { size, mtimeMs } = await stat(path)
      stamps.push({ path, size, mtimeMs })
    }
    await Promise.all(Array.from({ length: filesEach }, write))
  }
  return stamps
}

async function writeLedger(file: string, stamps: readonly FileStamp[]): Promise<void> {
  const opened = openSqliteQueueStore(file)
  if (!opened.ok) throw new Error(opened.problem.code)
  const store = opened.value
  store.transaction('soon', () => {
    for (const stamp of stamps) {
      const verdict = { kind: 'duplicate' as const, of: { image: stamp.path } }
      store.ledger.put({
        profile: 'studio',
        folder: 'photos',
        stamp,
        sha256: null,
        facts: null,
        verdict,
        sending: null,
        staged: null,
        at: 0,
      })
    }
  })
  store.close()
}

async function run(side: 'ours' | 'bare', root: string, ledger: string): Promise<Cost> {
  const script = new URL(`./watch-start-${side}.ts`, import.meta.url).pathname
  const { stdout } = await promisify(execFile)(process.execPath, [script, root, ledger])
  return JSON.parse(stdout) as Cost
}

/** The run least disturbed by what else the machine does. */
function least(costs: readonly Cost[]): Cost {
  return {
    seconds: Math.min(...costs.map(cost => cost.seconds)),
    megabytes: Math.min(...costs.map(cost => cost.megabytes)),
  }
}

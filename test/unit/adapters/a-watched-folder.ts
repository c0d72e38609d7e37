import { lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createChokidarWatcher } from '../../../main/adapters/chokidar-watcher/index.ts'
import type { FollowRules, Watch, WatchNews } from '../../../main/engine/ports.ts'
import type { FileStamp, Outcome } from '../../../preload/contract/index.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { until } from './until.ts'

/** Photos are `.jpg`; everything else is ignored, and so is a folder `cache`. */
export const photosOnly: FollowRules = {
  recursive: true,
  ignores: (path, isDirectory) => (isDirectory ? /(^|\/)cache$/.test(path) : !path.endsWith('.jpg')),
}

type Given = {
  photos?: readonly string[]
  rules?: FollowRules
  canaryMs?: number
  /** Asked in place of what was there at the start. */
  isKnown?: (stamp: FileStamp) => boolean
}

/** A folder in a temporary place, watched by the real thing; what is there at the start is known. */
export class AWatchedFolder implements AsyncDisposable {
  readonly #folder = temporaryFolder()
  readonly root = join(this.#folder.path, 'shoot')
  readonly elsewhere = join(this.#folder.path, 'elsewhere')
  readonly known = new Map<string, FileStamp>()
  readonly asked: string[] = []
  readonly news: WatchNews[] = []
  #watch: Watch | null = null
  #given: Given

  constructor(given: Given = {}) {
    this.#given = given
    mkdirSync(this.root)
    mkdirSync(this.elsewhere)
    for (const photo of given.photos ?? []) this.know(this.write(photo))
  }

  write(inside: string, bytes = `the bytes of ${inside}`): string {
    const path = join(this.root, inside)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
    return path
  }

  know(path: string): void {
    const { size, mtimeMs } = lstatSync(path)
    this.known.set(path, { path, size, mtimeMs })
  }

  begin(): Watch {
    const { rules = photosOnly, canaryMs, isKnown } = this.#given
    const watcher = createChokidarWatcher(canaryMs === undefined ? {} : { canaryMs })
    const knows = (stamp: FileStamp) => {
      this.asked.push(stamp.path)
      if (isKnown !== undefined) return isKnown(stamp)
      const known = this.known.get(stamp.path)
      return known !== undefined && known.size === stamp.size && known.mtimeMs === stamp.mtimeMs
    }
    this.#watch = watcher.watch(this.root, rules, knows, news => this.news.push(news))
    return this.#watch
  }

  async ready(): Promise<Outcome<void>> {
    return (this.#watch ?? this.begin()).ready
  }

  async close(): Promise<void> {
    await this.#watch?.close()
    this.#watch = null
  }

  /** Paths below the root of every file told so far. */
  get found(): string[] {
    const paths = this.news.map(news => (news.kind === 'found' ? news.stamp.path : news.because))
    return [...new Set(paths.map(path => path.slice(this.root.length + 1)))].sort()
  }

  /** Until the last stamp told of this file is the one it has now. */
  async told(inside: string): Promise<void> {
    const path = join(this.root, inside)
    await until(`${inside} is told`, () => {
      const last = this.news.findLast(news => news.kind === 'found' && news.stamp.path === path)
      const { size, mtimeMs } = lstatSync(path)
      return last?.kind === 'found' && last.stamp.size === size && last.stamp.mtimeMs === mtimeMs
    })
  }

  /** Until everything that happened so far must have been told: a file written last has come. */
  async quiet(): Promise<string[]> {
    const last = `last-${this.news.length}-${this.asked.length}.jpg`
    this.write(last)
    await this.told(last)
    return this.found.filter(path => !path.startsWith('last-'))
  }

  get strays(): string[] {
    return readdirSync(this.root).filter(name => name.includes('canary'))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
    this.#folder[Symbol.dispose]()
  }
}

/** How many inotify watches this process holds; 0 where the system does not say. */
export function watchesHeld(): number {
  if (process.platform !== 'linux') return 0
  const place = '/proc/self/fdinfo'
  return readdirSync(place)
    .map(handle => {
      try {
        return readFileSync(join(place, handle), 'utf8')
          .split('\n')
          .filter(line => line.startsWith('inotify wd:')).length
      } catch {
        return 0
      }
    })
    .reduce((sum, held) => sum + held, 0)
}

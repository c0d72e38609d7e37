import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { FSWatcher } from 'chokidar'

type ScanOptions = Parameters<FSWatcher['createScanStream']>[1]
type ScanStream = NonNullable<ReturnType<FSWatcher['createScanStream']>>
type Found = { path: string; fullPath: string; basename: string; stats: Stats }

const passedOver = new Set(['ENOENT', 'EPERM', 'EACCES', 'ELOOP'])

/**
 * Chokidar, but where no file is wanted it lists directories only: its own listing asks the system about every single file
 * even when all are ignored, which is most of its time and memory. Was this override never called, the watcher would be slower
 * and tell the same.
 */
export class SparingWatcher extends FSWatcher {
  listsFilesOf: (directory: string) => boolean = () => true

  override createScanStream(root: string, options?: ScanOptions): ScanStream | undefined {
    if (this.closed || this.listsFilesOf(root)) return super.createScanStream(root, options)
    const stream = Readable.from(directoriesIn(root, options)) as ScanStream
    this.streams.add(stream)
    stream.once('close', () => this.streams.delete(stream))
    return stream
  }
}

/** In the shape chokidar expects; one level, or the whole tree where it says that no depth is set (one watch for all). */
async function* directoriesIn(root: string, options: ScanOptions = {}): AsyncGenerator<Found> {
  const isDeep = 'depth' in options && options.depth === undefined
  const waiting = ['']
  for (let inside = waiting.pop(); inside !== undefined; inside = waiting.pop()) {
    for (const directory of await directoriesOf(join(root, inside))) {
      const path = join(inside, directory.name)
      const fullPath = join(root, path)
      // One level down chokidar asks only what kind it is, and looks for itself before it follows.
      const stats = isDeep ? await lstat(fullPath).catch(() => null) : (directory as unknown as Stats)
      if (stats === null) continue
      const found: Found = { path, fullPath, basename: directory.name, stats }
      if (typeof options.directoryFilter === 'function' && !options.directoryFilter(found)) continue
      if (isDeep) waiting.push(path)
      yield found
    }
  }
}

/** None in a directory that is gone or closed to us: the crawl tells of it. */
async function directoriesOf(directory: string): Promise<Dirent[]> {
  try {
    const found = await readdir(directory, { withFileTypes: true })
    return found.filter(one => one.isDirectory())
  } catch (error) {
    if (error instanceof Error && 'code' in error && passedOver.has(String(error.code))) return []
    throw error
  }
}

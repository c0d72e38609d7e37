import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDirectoryReader, joinNames } from '../../../main/adapters/crawl/directory-reader.ts'
import { createNodeDisk } from '../../../main/adapters/node-disk.ts'
import type { Crawled, FollowRules } from '../../../main/engine/ports.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { withoutPrivileges } from './without-privileges.ts'

const photosOnly: FollowRules = {
  recursive: true,
  ignores: (path, isDirectory) => (isDirectory ? path.endsWith('.lrdata') : !path.endsWith('.jpg')),
}
const never = new AbortController().signal

async function crawlAll(root: string, rules = photosOnly): Promise<Crawled[]> {
  const crawled: Crawled[] = []
  for await (const one of createNodeDisk().crawl(root, rules, never)) crawled.push(one)
  return crawled
}

const pathsIn = (crawled: readonly Crawled[]) =>
  crawled.flatMap(one => (one.kind === 'files' ? one.files.map(file => file.path) : [])).sort()
const ignoredIn = (crawled: readonly Crawled[]) =>
  crawled.reduce((sum, one) => sum + (one.kind === 'files' ? one.ignored : 0), 0)

function write(root: string, ...paths: string[]): string[] {
  return paths.map(inside => {
    const path = join(root, inside)
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, inside)
    return path
  })
}

describe('a crawl', () => {
  it('tells every file of the tree with its stamp, one directory at a time', async () => {
    using folder = temporaryFolder()
    const paths = write(folder.path, 'a.jpg', 'day 1/b.jpg', 'day 1/c.jpg', 'day 1/late/d.jpg', 'été/é.jpg')

    const crawled = await crawlAll(folder.path)

    expect(pathsIn(crawled)).toEqual(paths.sort())
    for (const one of crawled)
      for (const file of one.kind === 'files' ? one.files : []) {
        expect(join(file.path, '..')).toBe('directory' in one ? one.directory : one.path)
        expect(await createNodeDisk().stat(file.path)).toMatchObject({ ok: true, value: file })
      }
  })

  it('passes over what the rules ignore, and counts it: a file as one, a directory as one', async () => {
    using folder = temporaryFolder()
    const [photo] = write(folder.path, 'a.jpg', 'a.xmp', 'notes.txt', 'Catalogue.lrdata/x.jpg', 'only/b.xmp')

    const crawled = await crawlAll(folder.path)

    expect(pathsIn(crawled)).toEqual([photo])
    expect(ignoredIn(crawled)).toBe(4)
  })

  it('stays in the root where subfolders are not followed', async () => {
    using folder = temporaryFolder()
    const [photo] = write(folder.path, 'a.jpg', 'below/b.jpg')

    const crawled = await crawlAll(folder.path, { ...photosOnly, recursive: false })

    expect(pathsIn(crawled)).toEqual([photo])
    expect(ignoredIn(crawled)).toBe(1)
  })

  it('takes a link to a file as that file, and follows no link to a directory', async () => {
    using folder = temporaryFolder()
    const [photo = ''] = write(folder.path, 'elsewhere/a.jpg', 'shoot/ignored.txt')
    symlinkSync(photo, join(folder.path, 'shoot/link.jpg'))
    symlinkSync('..', join(folder.path, 'shoot/circle.jpg'))
    symlinkSync('nowhere', join(folder.path, 'shoot/dangling.jpg'))

    const crawled = await crawlAll(join(folder.path, 'shoot'))

    expect(pathsIn(crawled)).toEqual([join(folder.path, 'shoot/link.jpg')])
    expect(crawled.filter(one => one.kind === 'unreadable')).toEqual([])
  })

  it('tells of a directory that is closed, and goes on', async () => {
    using folder = temporaryFolder()
    const [photo] = write(folder.path, 'open/a.jpg', 'closed/b.jpg')
    chmodSync(join(folder.path, 'closed'), 0o000)

    const crawled = await withoutPrivileges(() => crawlAll(folder.path))
    chmodSync(join(folder.path, 'closed'), 0o755)

    expect(pathsIn(crawled)).toEqual([photo])
    expect(crawled.filter(one => one.kind === 'unreadable')).toEqual([
      { kind: 'unreadable', directory: join(folder.path, 'closed'), detail: 'access is denied (EACCES)' },
    ])
  })

  it('tells that the root cannot be read when it is missing, or no folder', async () => {
    using folder = temporaryFolder()
    const [file = ''] = write(folder.path, 'a.jpg')
    const missing = join(folder.path, 'missing')

    expect(await crawlAll(missing)).toEqual([
      { kind: 'unreadable', directory: missing, detail: 'it is not there (ENOENT)' },
    ])
    expect(await crawlAll(file)).toEqual([
      { kind: 'unreadable', directory: file, detail: 'it is not a folder (ENOTDIR)' },
    ])
  })

  it('ends with the reason of the signal', async () => {
    using folder = temporaryFolder()
    write(folder.path, 'a.jpg', 'b/b.jpg', 'c/c.jpg')
    const stop = new AbortController()

    const crawling = (async () => {
      for await (const _ of createNodeDisk().crawl(folder.path, photosOnly, stop.signal))
        stop.abort(new Error('enough'))
    })()

    await expect(crawling).rejects.toThrow('enough')
  })
})

describe('a crawl of many photos', () => {
  it('comes in messages of at most a thousand, each photo once, whatever vanishes meanwhile', async () => {
    using folder = temporaryFolder()
    const flat = Array.from({ length: 2_500 }, (_, number) => `flat/IMG_${number}.jpg`)
    const deep = Array.from({ length: 600 }, (_, number) => `deep/${number % 30}/IMG_${number}.jpg`)
    const paths = write(folder.path, ...flat, ...deep, ...flat.slice(0, 10).map(name => `${name}.xmp`))
    const messages: number[] = []
    const found: string[] = []

    for await (const one of createNodeDisk().crawl(folder.path, photosOnly, never)) {
      if (one.kind !== 'files') continue
      messages.push(one.files.length)
      found.push(...one.files.map(file => file.path))
      rmSync(join(folder.path, 'deep/29'), { recursive: true, force: true })
    }

    const photos = paths.filter(path => path.endsWith('.jpg') && !path.includes('deep/29'))
    expect(Math.max(...messages)).toBe(1_000)
    expect(found.filter(path => !path.includes('deep/29')).sort()).toEqual(photos.sort())
  })

  it('can be left early or stopped, and its thread is gone', async () => {
    using folder = temporaryFolder()
    write(folder.path, ...Array.from({ length: 3_000 }, (_, number) => `${number % 3}/IMG_${number}.jpg`))
    const stop = new AbortController()
    const threads = () => process.getActiveResourcesInfo().filter(kind => kind === 'MessagePort').length
    const before = threads()

    let seen = 0
    for await (const one of createNodeDisk().crawl(folder.path, photosOnly, never)) {
      seen += one.kind === 'files' ? one.files.length : 0
      if (seen > 1_500) break
    }
    const crawling = (async () => {
      for await (const _ of createNodeDisk().crawl(folder.path, photosOnly, stop.signal))
        stop.abort(new Error('enough'))
    })()

    await expect(crawling).rejects.toThrow('enough')
    expect(threads()).toBe(before)
  })
})

describe('a directory reader', () => {
  it('sees the same on a slow drive as on a quick one', async () => {
    using folder = temporaryFolder()
    write(folder.path, ...Array.from({ length: 300 }, (_, number) => `IMG_${number}.jpg`), 'below/a.jpg')
    const names = joinNames([...Array.from({ length: 300 }, (_, number) => `IMG_${number}.jpg`), 'below', 'gone.jpg'])

    const readers = [
      createDirectoryReader({ mayBlock: true }),
      createDirectoryReader({ mayBlock: true, slowMs: 0 }),
      createDirectoryReader({ mayBlock: false }),
    ]
    const seen = await Promise.all(readers.map(reader => reader.stamps(folder.path, names)))

    expect(seen[0]?.sizes.filter(size => !Number.isNaN(size))).toHaveLength(300)
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
  })

  it('tells which file has no stamp, and why', async () => {
    using folder = temporaryFolder()
    symlinkSync('circle.jpg', join(folder.path, 'circle.jpg'))

    for (const mayBlock of [true, false]) {
      const stamps = await createDirectoryReader({ mayBlock }).stamps(folder.path, 'circle.jpg')

      expect(stamps.troubles).toEqual([{ name: 'circle.jpg', detail: 'its links lead in a circle (ELOOP)' }])
    }
  })
})

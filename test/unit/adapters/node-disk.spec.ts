import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNodeDisk } from '../../../main/adapters/node-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { withoutPrivileges } from './without-privileges.ts'

const disk = createNodeDisk()
const never = new AbortController().signal

async function readWhole(path: string): Promise<{ bytes: Buffer; longest: number }> {
  const chunks: Uint8Array[] = []
  // A chunk is ours only until we ask for the next one.
  for await (const chunk of disk.read(path, never)) chunks.push(Buffer.from(chunk))
  return { bytes: Buffer.concat(chunks), longest: Math.max(0, ...chunks.map(chunk => chunk.length)) }
}

/** How many handles this process holds on a file, where the system tells. */
function handlesOn(path: string): number {
  const place = '/proc/self/fd'
  if (process.platform !== 'linux') return 0
  return readdirSync(place).filter(handle => {
    try {
      return readlinkSync(join(place, handle)) === path
    } catch {
      return false
    }
  }).length
}

describe('a stamp', () => {
  it('is size and time of change, to the last digit the disk gives', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')
    writeFileSync(path, 'twelve bytes')
    utimesSync(path, 1_700_000_000.123, 1_700_000_000.123)

    const stamped = await disk.stat(path)

    expect(stamped).toMatchObject({ ok: true, value: { path, size: 12, isDirectory: false } })
    expect(stamped.ok && Math.round(stamped.value.mtimeMs)).toBe(1_700_000_000_123)
  })

  it('of a link is that of the file it leads to', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'dune.jpg'), 'twelve bytes')
    const link = join(folder.path, 'link.jpg')
    symlinkSync('dune.jpg', link)

    expect(await disk.stat(link)).toMatchObject({ ok: true, value: { path: link, size: 12 } })
  })

  it('of what is not there is a photo gone', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'gone.jpg')

    expect(await disk.stat(path)).toEqual({ ok: false, problem: { code: 'photo-gone', path } })
  })
})

describe('a path', () => {
  it('is resolved to the one place it means', async () => {
    using folder = temporaryFolder()
    mkdirSync(join(folder.path, 'shoot'))
    symlinkSync('shoot', join(folder.path, 'latest'))

    const resolved = await disk.resolve(join(folder.path, 'latest', '..', 'latest', '.'))

    expect(resolved).toEqual({ ok: true, value: join(folder.path, 'shoot') })
  })
})

describe('reading', () => {
  it('gives the bytes in order, in chunks of at most 256 KiB', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, place) => (place * 7 + (place >> 8)) % 251))
    writeFileSync(path, bytes)

    const whole = await readWhole(path)

    expect(whole.bytes.equals(bytes)).toBe(true)
    expect(whole.longest).toBe(262_144)
  })

  it('gives nothing of an empty file', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, 'empty.jpg'), '')

    expect((await readWhole(join(folder.path, 'empty.jpg'))).bytes.length).toBe(0)
  })

  it('holds one handle, and none once the reader has had enough', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')
    writeFileSync(path, Buffer.alloc(1_000_000))
    const during: number[] = []

    for await (const _ of disk.read(path, never)) {
      during.push(handlesOn(path))
      break
    }

    expect(during).toEqual([process.platform === 'linux' ? 1 : 0])
    expect(handlesOn(path)).toBe(0)
  })

  it('ends with the reason of the signal, and lets go of the file', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')
    writeFileSync(path, Buffer.alloc(1_000_000))
    const stop = new AbortController()

    const reading = (async () => {
      for await (const _ of disk.read(path, stop.signal)) stop.abort(new Error('enough'))
    })()

    await expect(reading).rejects.toThrow('enough')
    expect(handlesOn(path)).toBe(0)
  })

  it('throws what the system throws, which is then explained', async () => {
    using folder = temporaryFolder()
    const closed = join(folder.path, 'closed.jpg')
    writeFileSync(closed, 'secret', { mode: 0o000 })

    const error = await withoutPrivileges(() => readWhole(closed).catch((reason: unknown) => reason))

    expect(disk.explain(closed, error)).toEqual({
      code: 'photo-unreadable',
      path: closed,
      detail: 'access is denied (EACCES)',
    })
  })
})

describe('a file that is there', () => {
  it('is the same after everything the disk can do at its place', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')
    writeFileSync(path, 'a photo of a dune')
    utimesSync(path, 1_700_000_000, 1_700_000_000)
    const before = statSync(path, { bigint: true })

    await disk.stat(path)
    await disk.resolve(path)
    await readWhole(path)
    for await (const _ of disk.crawl(folder.path, { recursive: true, ignores: () => false }, never));
    await disk.create(path, append => append(Buffer.from('another')))

    expect(readFileSync(path, 'utf8')).toBe('a photo of a dune')
    const { ino, mtimeNs, ctimeNs, nlink } = statSync(path, { bigint: true })
    expect({ ino, mtimeNs, ctimeNs, nlink }).toEqual({
      ino: before.ino,
      mtimeNs: before.mtimeNs,
      ctimeNs: before.ctimeNs,
      nlink: before.nlink,
    })
    expect(readdirSync(folder.path)).toEqual(['dune.jpg'])
  })
})

describe('explaining', () => {
  const errorOf = (code: string) => Object.assign(new Error(`${code}: as the system says`), { code, syscall: 'read' })

  it.each([
    ['ENOENT', { code: 'photo-gone', path: '/p' }],
    ['ENOTDIR', { code: 'photo-gone', path: '/p' }],
    ['ENOSPC', { code: 'disk-full', path: '/p' }],
    ['EDQUOT', { code: 'disk-full', path: '/p' }],
    ['EBUSY', { code: 'photo-unreadable', path: '/p', detail: 'another program has it locked (EBUSY)' }],
    ['EPERM', { code: 'photo-unreadable', path: '/p', detail: 'the system does not allow it (EPERM)' }],
    ['EIO', { code: 'photo-unreadable', path: '/p', detail: 'the drive reports an error (EIO)' }],
    ['EXOTIC', { code: 'photo-unreadable', path: '/p', detail: 'the system gives no reason (EXOTIC)' }],
  ])('knows %s', (code, problem) => {
    expect(disk.explain('/p', errorOf(code))).toEqual(problem)
  })

  it('calls unexpected what is not the system’s', () => {
    expect(disk.explain('/p', new TypeError('a slip'))).toEqual({ code: 'unexpected', detail: 'a slip' })
    expect(disk.explain('/p', 'thrown text')).toEqual({ code: 'unexpected', detail: 'thrown text' })
  })
})

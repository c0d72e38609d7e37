import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createNodeDisk } from '../../../main/adapters/node-disk.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { withoutPrivileges } from './without-privileges.ts'

const disk = createNodeDisk()
const filesIn = (folder: string) => readdirSync(folder).toSorted()
const bytes = (text: string) => Buffer.from(text)

/** From the second write on the disk is full, as the system would say it. */
async function onFullDisk<T>(folder: string, run: () => Promise<T>): Promise<T> {
  const handle = await open(join(folder, 'probe'), 'w')
  const prototype = Object.getPrototypeOf(handle) as { write: (...given: unknown[]) => Promise<unknown> }
  await handle.close()
  const write = prototype.write
  let writes = 0
  prototype.write = function (this: unknown, ...given: unknown[]) {
    writes += 1
    if (writes === 1) return write.apply(this, given)
    return Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' }))
  }
  try {
    return await run()
  } finally {
    prototype.write = write
  }
}

describe('a new file', () => {
  it('stands under its name with all that was appended, and nothing beside it', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')
    const during: string[][] = []

    const created = await disk.create(path, async append => {
      await append(bytes('first '))
      during.push(filesIn(folder.path))
      await append(Buffer.alloc(1_000_000, 'x'))
    })

    expect(created).toEqual({ ok: true, value: undefined })
    expect(during).toEqual([['.dune.jpg.part']])
    expect(filesIn(folder.path)).toEqual(['dune.jpg'])
    expect(statSync(path).size).toBe(1_000_006)
  })

  it('can be looked at before it gets its name', async () => {
    using folder = temporaryFolder()
    let seen = ''

    await disk.create(join(folder.path, 'dune.jpg'), async (append, draft) => {
      await append(bytes('all of it'))
      seen = readFileSync(draft, 'utf8')
    })

    expect(seen).toBe('all of it')
  })

  it('is not there at all when who writes it gives up, who is told its own reason', async () => {
    using folder = temporaryFolder()
    const reason = Object.assign(new Error('enough'), { code: 'ECONNRESET', syscall: 'read' })

    const creating = disk.create(join(folder.path, 'dune.jpg'), async append => {
      await append(bytes('half'))
      throw reason
    })

    await expect(creating).rejects.toBe(reason)
    expect(filesIn(folder.path)).toEqual([])
  })

  it('is never made over one that is there, not even one that came meanwhile', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')
    const write = (append: (bytes: Uint8Array) => Promise<void>) => append(bytes('ours'))
    const taken = { ok: false, problem: { code: 'file-unwritable', path, detail: expect.any(String) as string } }

    const late = await disk.create(path, async append => {
      await write(append)
      writeFileSync(path, 'theirs')
    })
    const again = await disk.create(path, write)

    expect([late, again]).toEqual([taken, taken])
    expect(readFileSync(path, 'utf8')).toBe('theirs')
    expect(filesIn(folder.path)).toEqual(['dune.jpg'])
  })

  it('uses up what a crash left of an earlier try', async () => {
    using folder = temporaryFolder()
    writeFileSync(join(folder.path, '.dune.jpg.part'), 'a longer half of an earlier try')

    await disk.create(join(folder.path, 'dune.jpg'), append => append(bytes('whole')))

    expect(filesIn(folder.path)).toEqual(['dune.jpg'])
    expect(readFileSync(join(folder.path, 'dune.jpg'), 'utf8')).toBe('whole')
  })

  it('is not given the name where another program writes the same draft', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')

    const created = await disk.create(path, async (append, draft) => {
      await append(bytes('ours'))
      await disk
        .create(path, other => other(bytes('of the other')).then(() => Promise.reject(new Error('stop'))))
        .catch(() => {})
      writeFileSync(draft, 'half of the other')
    })

    expect(created).toMatchObject({ ok: false, problem: { code: 'file-unwritable' } })
    expect(filesIn(folder.path)).toEqual([])
  })

  it('on a full disk is not there, and the reason is told', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'dune.jpg')

    const created = await onFullDisk(folder.path, () =>
      disk.create(path, async append => {
        await append(bytes('some'))
        await append(bytes('more'))
      }),
    )

    expect(created).toEqual({
      ok: false,
      problem: { code: 'file-unwritable', path, detail: 'the disk is full (ENOSPC)' },
    })
    expect(filesIn(folder.path)).toEqual(['probe'])
  })

  it('in a folder that may not be written to, or is not there, is refused', async () => {
    using folder = temporaryFolder()
    const closed = join(folder.path, 'closed')
    mkdirSync(closed, { mode: 0o555 })
    const write = (append: (bytes: Uint8Array) => Promise<void>) => append(bytes('ours'))

    const denied = await withoutPrivileges(() => disk.create(join(closed, 'dune.jpg'), write))
    const nowhere = await disk.create(join(folder.path, 'nowhere', 'dune.jpg'), write)

    expect(denied).toMatchObject({ problem: { code: 'file-unwritable', detail: 'access is denied (EACCES)' } })
    expect(nowhere).toMatchObject({ problem: { code: 'file-unwritable', detail: 'it is not there (ENOENT)' } })
    expect(filesIn(closed)).toEqual([])
  })
})

describe('a line added to a text', () => {
  it('comes after what is there, which stays as it was', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'notes.jsonl')

    await disk.appendLine(path, '{"a":1}')
    await disk.appendLine(path, '{"b":"ü"}')

    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"b":"ü"}\n')
  })

  it('stands by itself, though the last one was cut short', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'notes.jsonl')
    writeFileSync(path, '{"a":1}\n{"b')

    await disk.appendLine(path, '{"c":3}')

    expect(readFileSync(path, 'utf8')).toBe('{"a":1}\n{"b\n{"c":3}\n')
  })

  it('that cannot be written is told', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'closed.jsonl')
    writeFileSync(path, 'mine\n', { mode: 0o444 })

    const added = await withoutPrivileges(() => disk.appendLine(path, 'ours'))

    expect(added).toEqual({
      ok: false,
      problem: { code: 'file-unwritable', path, detail: 'access is denied (EACCES)' },
    })
    expect(readFileSync(path, 'utf8')).toBe('mine\n')
    expect(await disk.appendLine(folder.path, 'x')).toMatchObject({ problem: { code: 'file-unwritable' } })
  })
})

import { link, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fail, succeed, type Outcome } from '../../preload/contract/index.ts'
import type { Disk } from '../engine/ports.ts'
import { codeOfSystem, reasonOfSystem } from './problem-of-system.ts'

/** Drives that know no second name for one file: memory cards, some network drives. */
const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EXDEV'])

/** Fills a file under a name nobody looks at, and gives it its own once it is whole and on the platter. */
export const createFile: Disk['create'] = async (path, write) => {
  const draft = draftOf(path)
  try {
    await fill(draft, write)
    await giveName(draft, path)
    await syncFolder(dirname(path))
    return succeed(undefined)
  } catch (error) {
    await rm(draft, { force: true })
    if (error instanceof WriterStopped) throw error.cause
    return unwritable(path, error)
  }
}

/** Adds one line, on the platter when it resolves. A last line that a crash cut short stays a line of its own. */
export const appendLine: Disk['appendLine'] = async (path, line) => {
  try {
    const file = await open(path, 'a+')
    try {
      const { size } = await file.stat()
      const last = Buffer.alloc(1)
      if (size > 0) await file.read(last, 0, 1, size - 1)
      const isCut = size > 0 && last.toString('latin1') !== '\n'
      await writeAll(file, Buffer.from(`${isCut ? '\n' : ''}${line}\n`))
      await file.sync()
    } finally {
      await file.close()
    }
    return succeed(undefined)
  } catch (error) {
    return unwritable(path, error)
  }
}

/** What the writer itself threw, told from what the disk did to it. */
class WriterStopped extends Error {
  constructor(cause: unknown) {
    super('the writer gave up', { cause })
  }
}

/** The same name each time: what a crash left of an earlier try is used up by the next. */
const draftOf = (path: string) => join(dirname(path), `.${basename(path)}.part`)

async function fill(draft: string, write: Parameters<Disk['create']>[1]): Promise<void> {
  await rm(draft, { force: true })
  const file = await open(draft, 'wx')
  try {
    await writeInto(file, draft, write)
    await file.sync()
    const [ours, there] = [await file.stat({ bigint: true }), await stat(draft, { bigint: true })]
    if (ours.ino !== there.ino) throw busy()
  } finally {
    await file.close()
  }
}

/** Two programs that keep originals in one folder: neither may give its name to what the other writes. */
const busy = () => Object.assign(new Error('written by another program'), { code: 'EBUSY', syscall: 'open' })

async function writeInto(file: FileHandle, draft: string, write: Parameters<Disk['create']>[1]): Promise<void> {
  let ofDisk: unknown = null
  const append = async (bytes: Uint8Array) => {
    try {
      await writeAll(file, bytes)
    } catch (error) {
      ofDisk = error
      throw error
    }
  }
  try {
    await write(append, draft)
  } catch (error) {
    throw error === ofDisk ? error : new WriterStopped(error)
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += (await file.write(bytes, done)).bytesWritten
}

/** Both ways fail where there is a file of that name: none is ever replaced. */
async function giveName(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path)
    await rm(draft)
  } catch (error) {
    if (!linkless.has(codeOfSystem(error) ?? '')) throw error
    // Ours from here on, and empty: renaming over it replaces nothing of a person's.
    await (await open(path, 'wx')).close()
    await rename(draft, path)
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows keeps names by itself, and opens no folder.
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function unwritable(path: string, error: unknown): Outcome<never> {
  if (codeOfSystem(error) === null) throw error
  return fail({ code: 'file-unwritable', path, detail: reasonOfSystem(error) })
}

import { link, open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fail, succeed, type Outcome } from '../../preload/contract/index.ts'
import type { Disk } from '../engine/ports.ts'
import { codeOfSystem, reasonOfSystem } from './problem-of-system.ts'

/** Systems of files that know no second name for one file: memory cards, some network drives. */
const linkless = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'])

/** Fills a file under a name nobody sees, and gives it its own once it is whole and on the platter. */
export const createFile: Disk['create'] = async (path, write) => {
  const draft = draftOf(path)
  let ours: unknown = null
  try {
    const file = await openDraft(draft)
    try {
      await write(async bytes => {
        try {
          await writeAll(file, bytes)
        } catch (error) {
          ours = error
          throw error
        }
      })
    } catch (error) {
      if (error !== ours) throw new ForeignError(error)
      throw error
    } finally {
      await file.sync().catch((error: unknown) => (ours ??= error))
      await file.close()
    }
    if (ours !== null) throw ours
    await giveName(draft, path)
    await syncFolder(dirname(path))
    return succeed(undefined)
  } catch (error) {
    await rm(draft, { force: true })
    if (error instanceof ForeignError) throw error.cause
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
class ForeignError extends Error {
  constructor(cause: unknown) {
    super('the writer gave up', { cause })
  }
}

const draftOf = (path: string) => join(dirname(path), `.${basename(path)}.part`)

/** The same name each time: what a crash left of an earlier try is used up by the next. */
async function openDraft(draft: string): Promise<FileHandle> {
  await rm(draft, { force: true })
  return open(draft, 'wx')
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

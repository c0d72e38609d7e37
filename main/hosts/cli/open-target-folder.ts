import { mkdir, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fail, type Outcome, succeed } from '../../../preload/contract/index.ts'

/** The folder originals are kept in, made when only its parent is there: a misspelt path makes no tree of folders. */
export async function openTargetFolder(path: string, cwd: string): Promise<Outcome<string>> {
  const folder = resolve(cwd, path)
  try {
    await mkdir(folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ code: 'path-unknown', path: dirname(folder) })
    const detail = error instanceof Error ? error.message : String(error)
    if (code !== 'EEXIST') return fail({ code: 'file-unwritable', path: folder, detail })
    const isFolder = await stat(folder).then(
      found => found.isDirectory(),
      () => false,
    )
    if (!isFolder) return fail({ code: 'folder-not-a-folder', path: folder })
  }
  return succeed(folder)
}

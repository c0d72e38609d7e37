import { access, constants, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { EndedPhoto, Problem } from '../../../preload/contract/index.ts'
import { missingPhoto } from './print/missing-photo.ts'

/** Which of the paths on a command line can be taken, and what is wrong with the others. */
export async function pickPaths(
  paths: readonly string[],
  cwd: string,
): Promise<{ good: string[]; missing: EndedPhoto[] }> {
  const good: string[] = []
  const missing: EndedPhoto[] = []
  for (const path of new Set(paths.map(path => resolve(cwd, path)))) {
    const problem = await problemOf(path)
    if (problem === null) good.push(path)
    else missing.push(missingPhoto(path, problem))
  }
  return { good, missing }
}

async function problemOf(path: string): Promise<Problem | null> {
  let isDirectory = false
  try {
    const found = await stat(path)
    isDirectory = found.isDirectory()
    // Reading a pipe or a device may never end.
    if (!isDirectory && !found.isFile())
      return { code: 'photo-unreadable', path, detail: 'it is neither a file nor a folder' }
    await access(path, isDirectory ? constants.R_OK | constants.X_OK : constants.R_OK)
    return null
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return { code: 'path-unknown', path }
    const detail = error instanceof Error ? error.message : String(error)
    return isDirectory ? { code: 'folder-unreachable', path, detail } : { code: 'photo-unreadable', path, detail }
  }
}

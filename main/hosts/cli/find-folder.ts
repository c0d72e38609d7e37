import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, type FolderView, type Outcome, succeed } from '../../../preload/contract/index.ts'

/** The watched folders a person means by a path or an id. A folder that is not there now still has its path. */
export async function foldersAt(folders: readonly FolderView[], wanted: string, cwd: string): Promise<FolderView[]> {
  const place = resolve(cwd, wanted)
  const real = await realpath(place).catch(() => place)
  return folders.filter(folder => folder.id === wanted || folder.path === place || folder.path === real)
}

/** Exactly one of them. */
export async function findFolder(
  folders: readonly FolderView[],
  wanted: string,
  cwd: string,
): Promise<Outcome<FolderView>> {
  const [found, another] = await foldersAt(folders, wanted, cwd)
  if (found === undefined) return fail({ code: 'folder-unknown', folder: wanted })
  if (another === undefined) return succeed(found)
  const detail = 'It is watched for several profiles; give the id instead. See: hotfolder folder list'
  return fail({ code: 'invalid-input', where: wanted, detail })
}

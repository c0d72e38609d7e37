import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sha256 } from '../../../preload/contract/index.ts'

/** Where the thumbnail of a photo with these bytes is kept; there is one only if the photo could be decoded. */
export const thumbnailPath = (folder: string, sha256: Sha256) => join(folder, sha256.slice(0, 2), `${sha256}.jpg`)

/** Keeps a thumbnail under the photo's hash, whole or not at all. Throws what the system throws. */
export async function keepThumbnail(folder: string, sha256: Sha256, picture: Buffer): Promise<void> {
  const path = thumbnailPath(folder, sha256)
  const kept = await stat(path).catch(() => null)
  if (kept !== null && kept.size > 0) return

  const unfinished = `${path}.${randomUUID()}.part`
  try {
    await writeFile(unfinished, picture).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
      await mkdir(dirname(path), { recursive: true })
      await writeFile(unfinished, picture)
    })
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

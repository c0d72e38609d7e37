import { randomUUID } from 'node:crypto'
import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createRenditionStore } from './delivery/renditions/rendition-store.ts'

type Options = { folder: string; known: ReadonlySet<string>; renditionCacheBytes: number; now: () => number }

export type FileStore = ReturnType<typeof createFileStore>

/** Originals, and per original what was rendered from it. What `known` does not name was left by a run cut short. */
export function createFileStore({ folder, known, renditionCacheBytes, now }: Options) {
  const originals = join(folder, 'originals')
  mkdirSync(originals, { recursive: true })
  for (const name of readdirSync(originals))
    if (!known.has(name)) rmSync(join(originals, name), { force: true, recursive: true })
  const renditions = createRenditionStore({
    folder: join(folder, 'rendered'),
    known,
    mostBytes: renditionCacheBytes,
    now,
  })

  return {
    newOriginal: (): string => randomUUID(),
    originalPath: (file: string): string => join(originals, file),
    renditions,

    /**
     * The same original under a new name, with nothing rendered from it yet. At once, so that no other call comes
     * between looking an image up and changing it.
     */
    duplicate(file: string): string {
      const name = randomUUID()
      try {
        linkSync(join(originals, file), join(originals, name))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') throw error
        // Not every file system has links.
        copyFileSync(join(originals, file), join(originals, name))
      }
      return name
    },

    async remove(file: string): Promise<void> {
      await rm(join(originals, file), { force: true })
      await renditions.remove(file)
    },
  }
}

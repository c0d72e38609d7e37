import { randomUUID } from 'node:crypto'
import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export type FileStore = ReturnType<typeof createFileStore>

/** Originals, and per original what was rendered from it. What `known` does not name was left by a run cut short. */
export function createFileStore(folder: string, known: ReadonlySet<string>) {
  const originals = join(folder, 'originals')
  const rendered = join(folder, 'rendered')
  for (const directory of [originals, rendered]) {
    mkdirSync(directory, { recursive: true })
    for (const name of readdirSync(directory))
      if (!known.has(name)) rmSync(join(directory, name), { force: true, recursive: true })
  }

  return {
    newOriginal: (): string => randomUUID(),
    originalPath: (file: string): string => join(originals, file),

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
      await rm(join(rendered, file), { force: true, recursive: true })
    },

    async readRendered(file: string, kind: string): Promise<Buffer | null> {
      try {
        return await readFile(join(rendered, file, kind))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },

    async keepRendered(file: string, kind: string, bytes: Buffer): Promise<void> {
      await mkdir(join(rendered, file), { recursive: true })
      const unfinished = join(rendered, file, `${randomUUID()}.part`)
      await writeFile(unfinished, bytes)
      await rename(unfinished, join(rendered, file, kind))
    },
  }
}

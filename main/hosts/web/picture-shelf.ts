import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { codeOfSystem } from '../../adapters/problem-of-system.ts'

/** Small pictures kept on the disk, up to a bound; those nobody looked at for longest go first. */
export interface PictureShelf {
  read(name: string): Promise<{ length: number; bytes: AsyncIterable<Uint8Array> } | null>
  keep(name: string, picture: Uint8Array): Promise<void>
}

const dayMs = 86_400_000
const keptAfterSweep = 0.8

type Kept = { path: string; bytes: number; at: number }

/** Names are made by us, of letters, digits and dashes. */
export function createPictureShelf(folder: string, mostBytes: number, now: () => number): PictureShelf {
  const pathOf = (name: string) => join(folder, name.slice(0, 2), name)
  let bytes: number | null = null
  let sweeping: Promise<void> | null = null

  async function sweep(): Promise<void> {
    const kept = (await listFiles(folder)).sort((a, b) => a.at - b.at)
    let sum = kept.reduce((all, one) => all + one.bytes, 0)
    for (const one of sum > mostBytes ? kept : []) {
      if (sum <= mostBytes * keptAfterSweep) break
      await rm(one.path, { force: true })
      sum -= one.bytes
    }
    bytes = sum
  }

  return {
    async read(name) {
      const path = pathOf(name)
      const file = await quietly(open(path))
      if (file === null) return null
      const { size, mtimeMs } = await file.stat()
      // By this the sweep knows what is looked at.
      if (mtimeMs < now() - dayMs) await quietly(utimes(path, now() / 1_000, now() / 1_000))
      return { length: size, bytes: file.createReadStream({ highWaterMark: 262_144 }) }
    },
    async keep(name, picture) {
      const path = pathOf(name)
      const unfinished = `${path}.${randomUUID()}.part`
      await mkdir(dirname(path), { recursive: true })
      try {
        await writeFile(unfinished, picture)
        await rename(unfinished, path)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
      if (bytes !== null) bytes += picture.byteLength
      if (bytes !== null && bytes <= mostBytes) return
      sweeping ??= sweep().finally(() => {
        sweeping = null
      })
      await sweeping
    },
  }
}

async function listFiles(folder: string): Promise<Kept[]> {
  const names = (await quietly(readdir(folder, { recursive: true }))) ?? []
  const kept: Kept[] = []
  for (const name of names) {
    const path = join(folder, name)
    const found = await quietly(stat(path))
    if (found?.isFile() === true) kept.push({ path, bytes: found.size, at: found.mtimeMs })
  }
  return kept
}

/** Null where the system says no: what is not there is made anew. */
async function quietly<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked
  } catch (error) {
    if (codeOfSystem(error) !== null) return null
    throw error
  }
}

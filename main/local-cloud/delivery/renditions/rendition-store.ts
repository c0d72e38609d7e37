import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm, rmdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'

/** Everything that is made from originals. The file's ending says which. */
const renditionTypes = ['jpeg', 'png', 'gif', 'webp', 'avif', 'svg', 'json'] as const
export type RenditionType = (typeof renditionTypes)[number]

type Kept = { readonly type: RenditionType; readonly bytes: number; usedAt: number }
type Options = { folder: string; known: ReadonlySet<string>; mostBytes: number; now: () => number }

/** How old a file's date of last use may get; the order needs no better. */
const datedMs = 60_000

/**
 * What was rendered, on disk and within a size: what was not used for longest goes first. A file appears whole or not
 * at all; what a run cut short left, or what belongs to no known original, is swept at start.
 */
export function createRenditionStore({ folder, known, mostBytes, now }: Options) {
  /** By path below the folder, the least recently used first. */
  const kept = new Map<string, Kept>()
  let total = 0
  for (const [name, found] of readFolder(folder, known)) {
    kept.set(name, found)
    total += found.bytes
  }

  const forget = (name: string) => {
    total -= kept.get(name)?.bytes ?? 0
    kept.delete(name)
  }
  // The room may have been made smaller since.
  for (const name of kept.keys()) {
    if (total <= mostBytes) break
    forget(name)
    rmSync(join(folder, name), { force: true })
  }
  const makeRoom = async () => {
    for (const name of kept.keys()) {
      if (total <= mostBytes) return
      forget(name)
      await rm(join(folder, name), { force: true })
      await rmdir(dirname(join(folder, name))).catch(unless('ENOTEMPTY', 'ENOENT', 'EEXIST'))
    }
  }
  const nameOf = (original: string, key: string, type: RenditionType) => join(original, `${key}.${type}`)
  const findName = (original: string, key: string) =>
    renditionTypes.map(type => nameOf(original, key, type)).find(name => kept.has(name))

  return {
    /** The file of what was made, to be closed by the caller. */
    async open(original: string, key: string): Promise<{ type: RenditionType; file: FileHandle } | null> {
      const name = findName(original, key)
      const found = name === undefined ? undefined : kept.get(name)
      if (name === undefined || !found) return null
      kept.delete(name)
      kept.set(name, found)
      const file = await open(join(folder, name), 'r').catch(unless('ENOENT'))
      if (!file) {
        if (kept.get(name) === found) forget(name)
        return null
      }
      const at = now()
      if (at - found.usedAt > datedMs) {
        found.usedAt = at
        await file.utimes(at / 1000, at / 1000)
      }
      return { type: found.type, file }
    },

    /** Keeps what was made, if there is room; delivery does not depend on it. */
    async keep(original: string, key: string, type: RenditionType, bytes: Buffer): Promise<void> {
      const name = nameOf(original, key, type)
      if (bytes.length > mostBytes || kept.has(name)) return
      total += bytes.length
      await makeRoom()
      const unfinished = join(folder, original, `${randomUUID()}.part`)
      try {
        await mkdir(join(folder, original), { recursive: true })
        await writeFile(unfinished, bytes, { flush: true })
        const usedAt = now()
        await utimes(unfinished, usedAt / 1000, usedAt / 1000)
        await rename(unfinished, join(folder, name))
        kept.set(name, { type, bytes: bytes.length, usedAt })
      } catch (error) {
        total -= bytes.length
        await rm(unfinished, { force: true })
        // The image was deleted meanwhile, or the disk is full.
        unless('ENOENT', 'ENOSPC', 'EDQUOT')(error)
      }
    },

    /** Removes all that was made from an original. */
    async remove(original: string): Promise<void> {
      for (const name of kept.keys()) if (dirname(name) === original) forget(name)
      await rm(join(folder, original), { force: true, recursive: true })
    },
  }
}

/** What is kept from earlier runs, the least recently used first. */
function readFolder(folder: string, known: ReadonlySet<string>): [string, Kept][] {
  mkdirSync(folder, { recursive: true })
  const found: [string, Kept][] = []
  for (const original of readdirSync(folder)) {
    if (!known.has(original) || !statSync(join(folder, original)).isDirectory()) {
      rmSync(join(folder, original), { force: true, recursive: true })
      continue
    }
    for (const name of readdirSync(join(folder, original))) {
      const path = join(folder, original, name)
      const type = renditionTypes.find(one => `.${one}` === extname(name))
      if (type === undefined) {
        rmSync(path, { force: true, recursive: true })
        continue
      }
      const { size, mtimeMs } = statSync(path)
      found.push([relative(folder, path), { type, bytes: size, usedAt: mtimeMs }])
    }
  }
  return found.sort(([, a], [, b]) => a.usedAt - b.usedAt)
}

/** Takes these system errors for an answer, and throws every other. */
const unless =
  (...codes: string[]) =>
  (error: unknown): undefined => {
    if (!(error instanceof Error && 'code' in error && codes.includes(String(error.code)))) throw error
  }

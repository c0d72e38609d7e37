import { type Dirent } from 'node:fs'
import { lstat, open, readdir, realpath, stat } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import type { FileStamp, Problem } from '../../preload/contract/index.ts'
import type { Crawled, Disk, FollowRules } from '../engine/ports.ts'

const chunkBytes = 262_144
const filesPerMessage = 1_000
const statsAtOnce = 16

/** The disk through Node's own calls. Reads only: nothing here can change a person's file. */
export function createNodeDisk(): Disk {
  return {
    explain: problemOfSystem,
    async stat(path) {
      try {
        const found = await stat(path)
        return { ok: true, value: { ...stampOf(path, found), isDirectory: found.isDirectory() } }
      } catch (error) {
        return { ok: false, problem: problemOfSystem(path, error) }
      }
    },
    async resolve(path) {
      try {
        return { ok: true, value: await realpath(resolve(path)) }
      } catch (error) {
        return { ok: false, problem: problemOfSystem(path, error) }
      }
    },
    crawl,
    read,
  }
}

async function* crawl(root: string, rules: FollowRules, signal: AbortSignal): AsyncGenerator<Crawled> {
  const directories = [root]
  for (let directory = directories.pop(); directory !== undefined; directory = directories.pop()) {
    signal.throwIfAborted()
    let listed: Dirent[]
    try {
      listed = await readdir(directory, { withFileTypes: true })
    } catch (error) {
      yield { kind: 'unreadable', directory, detail: detailOf(error) }
      continue
    }
    const names: string[] = []
    let ignored = 0
    for (const found of listed) {
      const path = join(directory, found.name)
      const isDirectory = found.isDirectory()
      if ((isDirectory && !rules.recursive) || rules.ignores(below(root, path), isDirectory)) ignored += 1
      else if (isDirectory) directories.push(path)
      else names.push(path)
    }
    for (let from = 0; from < names.length || from === 0; from += filesPerMessage) {
      const files = await stampsOf(names.slice(from, from + filesPerMessage))
      yield { kind: 'files', directory, files, ignored: from === 0 ? ignored : 0 }
      signal.throwIfAborted()
    }
  }
}

async function stampsOf(paths: readonly string[]): Promise<FileStamp[]> {
  const stamps: FileStamp[] = []
  const left = paths.values()
  const work = async () => {
    for (const path of left) {
      const stamp = await stampIfFile(path)
      if (stamp !== null) stamps.push(stamp)
    }
  }
  await Promise.all(Array.from({ length: statsAtOnce }, work))
  return stamps
}

/** A link to a file counts as that file; what vanished since it was listed, or is no file, is left out. */
async function stampIfFile(path: string): Promise<FileStamp | null> {
  try {
    const own = await lstat(path)
    const found = own.isSymbolicLink() ? await stat(path) : own
    return found.isFile() ? stampOf(path, found) : null
  } catch {
    return null
  }
}

async function* read(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  try {
    // Two buffers in turn: while one is on its way, the other is filled.
    const buffers = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)]
    for (let turn = 0; ; turn ^= 1) {
      signal.throwIfAborted()
      const buffer = buffers[turn] as Buffer
      const { bytesRead } = await file.read(buffer, 0, chunkBytes)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

const stampOf = (path: string, found: { size: number; mtimeMs: number }): FileStamp => ({
  path,
  size: found.size,
  mtimeMs: found.mtimeMs,
})

const below = (root: string, path: string) =>
  sep === '/' ? relative(root, path) : relative(root, path).replaceAll(sep, '/')

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const detailOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

const reasons: Record<string, string> = {
  EACCES: 'permission denied (EACCES)',
  EPERM: 'not permitted (EPERM)',
  EBUSY: 'in use by another program (EBUSY)',
  EIO: 'the drive reports an error (EIO)',
  EISDIR: 'it is a folder (EISDIR)',
  EMFILE: 'too many open files (EMFILE)',
  ENFILE: 'too many open files (ENFILE)',
  ESTALE: 'the network drive has changed (ESTALE)',
}

/** The system's reason as one of ours. */
function problemOfSystem(path: string, error: unknown): Problem {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'photo-gone', path }
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', path }
  if (code === '') return { code: 'unexpected', detail: detailOf(error) }
  return { code: 'photo-unreadable', path, detail: reasons[code] ?? `${code}: ${detailOf(error)}` }
}

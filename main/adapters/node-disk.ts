import { open, realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, succeed } from '../../preload/contract/index.ts'
import type { Disk } from '../engine/ports.ts'
import { crawl } from './crawl/index.ts'
import { appendLine, createFile } from './new-file.ts'
import { problemOfSystem } from './problem-of-system.ts'

const chunkBytes = 262_144

/** The disk through Node's own calls. It reads, and makes files that were not there: none that exists is ever changed but our own notes. */
export const createNodeDisk = (): Disk => ({
  async stat(path) {
    try {
      const found = await stat(path)
      const { size, mtimeMs, dev, ino } = found
      return succeed({ path, size, mtimeMs, isDirectory: found.isDirectory(), identity: `${dev}:${ino}` })
    } catch (error) {
      return fail(problemOfSystem(path, error))
    }
  },
  async resolve(path) {
    try {
      return succeed(await realpath(resolve(path)))
    } catch (error) {
      return fail(problemOfSystem(path, error))
    }
  },
  crawl,
  read,
  create: createFile,
  appendLine,
  explain: problemOfSystem,
})

async function* read(path: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  signal.throwIfAborted()
  const file = await open(path)
  // Two buffers in turn: the reader is done with one when it asks for the next, so nothing is allocated per chunk.
  const buffers = [Buffer.allocUnsafeSlow(chunkBytes), Buffer.allocUnsafeSlow(chunkBytes)] as const
  try {
    for (let turn = 0; ; turn += 1) {
      signal.throwIfAborted()
      const { buffer, bytesRead } = await file.read(buffers[turn % 2 === 0 ? 0 : 1], 0, chunkBytes, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

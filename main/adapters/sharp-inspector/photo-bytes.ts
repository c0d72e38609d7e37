import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Sha256 } from '../../../preload/contract/index.ts'
import { createBufferShelf } from './buffer-shelf.ts'

const wholeUpTo = 64 * 1024 * 1024
const edge = 4 * 1024 * 1024
const hashStep = 8 * 1024 * 1024

const shelf = createBufferShelf()

/**
 * The bytes of one file, read once. Up to 64 MB `head` and `tail` are the same buffer and hold the whole file;
 * above, they are its first and last 4 MB.
 */
export type PhotoBytes = AsyncDisposable & {
  size: number
  whole: boolean
  head: Buffer
  tail: Buffer
  /** What the decoder is given: the buffer, or the path of a file too large to hold. */
  source: Buffer | string
  read(at: number, length: number): Promise<Buffer>
  hash(signal: AbortSignal): Promise<Sha256>
}

/** Opens a file of the size `stat` has just told. Fewer bytes than that means that it is shrinking meanwhile. Throws what the system throws. */
export async function openPhoto(path: string, size: number): Promise<PhotoBytes> {
  const file = await open(path, 'r')
  try {
    if (size > wholeUpTo) return await large(path, file, size)
    const buffer = await fill(shelf.take(size), file, 0)
    await file.close()
    return small(buffer)
  } catch (error) {
    await file.close()
    throw error
  }
}

function small(buffer: Buffer<ArrayBuffer>): PhotoBytes {
  return {
    size: buffer.length,
    whole: true,
    head: buffer,
    tail: buffer,
    source: buffer,
    read: (at, length) => Promise.resolve(buffer.subarray(at, at + length)),
    hash: async () => {
      const hash = createHash('sha256')
      for (let at = 0; at < buffer.length; at += hashStep) {
        // Nothing else runs meanwhile, so a large file is hashed in several breaths.
        if (at > 0) await breathe()
        hash.update(buffer.subarray(at, at + hashStep))
      }
      return hash.digest('hex')
    },
    [Symbol.asyncDispose]: () => Promise.resolve(shelf.giveBack(buffer)),
  }
}

async function large(path: string, file: FileHandle, size: number): Promise<PhotoBytes> {
  return {
    size,
    whole: false,
    head: await readAt(file, 0, edge),
    tail: await readAt(file, size - edge, edge),
    source: path,
    read: (at, length) => readAt(file, at, length),
    hash: async signal => {
      const hash = createHash('sha256')
      for await (const chunk of file.createReadStream({
        start: 0,
        autoClose: false,
        highWaterMark: 1024 * 1024,
        signal,
      }))
        hash.update(chunk as Buffer)
      return hash.digest('hex')
    },
    [Symbol.asyncDispose]: () => file.close(),
  }
}

const readAt = (file: FileHandle, at: number, length: number) => fill(Buffer.allocUnsafe(length), file, at)

/** The buffer filled from there, cut short where the file ends. */
async function fill<B extends ArrayBuffer>(buffer: Buffer<B>, file: FileHandle, at: number): Promise<Buffer<B>> {
  let filled = 0
  while (filled < buffer.length) {
    const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, at + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

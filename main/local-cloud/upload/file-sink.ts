import { createHash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'

export type FileSink = ReturnType<typeof openFileSink>

/**
 * A new file that is hashed while it is written. Writes at once: the bytes go to the page cache, which costs less than
 * handing them to another thread and holds no second copy of an upload.
 */
export function openFileSink(path: string) {
  const file = openSync(path, 'wx')
  const hash = createHash('sha256')
  let bytes = 0
  return {
    take(chunk: Buffer): void {
      hash.update(chunk)
      for (let written = 0; written < chunk.length;) written += writeSync(file, chunk, written)
      bytes += chunk.length
    },
    bytes: () => bytes,
    sha256: () => hash.digest('hex'),
    close: () => closeSync(file),
  }
}

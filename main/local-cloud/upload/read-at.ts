import { readSync } from 'node:fs'

const WINDOW_BYTES = 65_536

/** Up to `length` bytes of a file; fewer at its end. */
export type ReadAt = (from: number, length: number) => Buffer

/** Reads an open file here and there; steps of a few bytes are served from one window, not from the disk each. */
export function createReadAt(file: number, bytes: number): ReadAt {
  let window = Buffer.alloc(0)
  let windowFrom = 0
  return (from, length) => {
    const most = Math.max(0, Math.min(length, bytes - from))
    const isInside = from >= windowFrom && from + most <= windowFrom + window.length
    if (!isInside) {
      const buffer = Buffer.alloc(Math.max(most, Math.min(WINDOW_BYTES, Math.max(0, bytes - from))))
      window = buffer.subarray(0, readSync(file, buffer, 0, buffer.length, from))
      windowFrom = from
    }
    return window.subarray(from - windowFrom, from - windowFrom + most)
  }
}

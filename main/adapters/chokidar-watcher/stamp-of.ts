import type { BigIntStats, Stats } from 'node:fs'
import type { FileStamp } from '../../../preload/contract/index.ts'

/** The same numbers from either kind of stats: chokidar hands out big ones on Windows. */
export function stampOf(path: string, found: Stats | BigIntStats): FileStamp {
  if (!('mtimeNs' in found)) return { path, size: found.size, mtimeMs: found.mtimeMs }
  // Node's own way from nanoseconds to milliseconds, to the last digit.
  const seconds = Number(found.mtimeNs / 1_000_000_000n)
  const rest = Number(found.mtimeNs % 1_000_000_000n)
  return { path, size: Number(found.size), mtimeMs: seconds * 1_000 + rest / 1_000_000 }
}

import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Log, Redaction } from '../engine/ports.ts'
import { logName, olderLogs } from './log-files.ts'
import { readLog } from './read-log.ts'
import { createRedaction } from './redaction/index.ts'

const rotateAtBytes = 5_000_000

/**
 * One line of JSON per event in `<folder>/hotfolder.log`; full at 5 MB, three older ones kept as `.1` to `.3`.
 * Nothing depends on the log: what cannot be written is dropped.
 */
export function openFileLog(
  folder: string,
  now: () => number,
  redaction: Redaction = createRedaction(),
): Log & { close(): void } {
  const path = join(folder, logName)
  let open: { handle: number; bytes: number } | null = null
  let closed = false

  function opened() {
    if (open !== null && open.bytes < rotateAtBytes) return open
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (open !== null) rotate()
    const handle = openSync(path, 'a', 0o600)
    open = { handle, bytes: fstatSync(handle).size }
    return open
  }

  function rotate() {
    shut()
    rmSync(`${path}.${olderLogs}`, { force: true })
    for (let age = olderLogs; age > 0; age -= 1) {
      const younger = age === 1 ? path : `${path}.${age - 1}`
      if (existsSync(younger)) renameSync(younger, `${path}.${age}`)
    }
  }

  function shut() {
    const was = open
    open = null
    if (was !== null) closeSync(was.handle)
  }

  function quietly(run: () => void) {
    try {
      run()
    } catch {
      open = null
    }
  }

  return {
    write(level, what, facts) {
      if (closed) return
      quietly(() => {
        const file = opened()
        const line = Buffer.from(`${lineOf({ at: new Date(now()).toISOString(), level, what }, facts, redaction)}\n`)
        file.bytes += writeSync(file.handle, line)
      })
    },
    read: query => readLog(folder, query, redaction),
    close() {
      closed = true
      quietly(shut)
    },
  }
}

type Head = { at: string; level: string; what: string }

function lineOf(head: Head, facts: Record<string, unknown> | undefined, { redact }: Redaction): string {
  try {
    return JSON.stringify(redact({ ...head, ...facts, ...head }))
  } catch (error) {
    return JSON.stringify(redact({ ...head, unwritable: String(error) }))
  }
}

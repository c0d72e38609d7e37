import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../engine/ports.ts'
import { redactText, redactValue } from './redact.ts'

const rotateAtBytes = 5_000_000
const olderKept = 3

/**
 * One line of JSON per event in `<folder>/hotfolder.log`; full at 5 MB, three older ones kept as `.1` to `.3`.
 * Nothing depends on the log: what cannot be written is dropped.
 */
export function openFileLog(folder: string, now: () => number): Log & { close(): void } {
  const path = join(folder, 'hotfolder.log')
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
    rmSync(`${path}.${olderKept}`, { force: true })
    for (let age = olderKept; age > 0; age -= 1) {
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
        const line = Buffer.from(`${lineOf(new Date(now()).toISOString(), level, what, facts)}\n`)
        file.bytes += writeSync(file.handle, line)
      })
    },
    close() {
      closed = true
      quietly(shut)
    },
  }
}

function lineOf(at: string, level: string, what: string, facts: Record<string, unknown> | undefined): string {
  const head = { at, level, what: redactText(what) }
  try {
    return JSON.stringify({ ...head, ...facts, ...head }, redactValue)
  } catch (error) {
    return JSON.stringify({ ...head, unwritable: String(error) }, redactValue)
  }
}

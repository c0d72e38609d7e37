import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Problem } from '../../../preload/contract/index.ts'

const busy = 5
const locked = 6
const readOnly = 8
const inputOutput = 10
const corrupt = 11
const full = 13
const cannotOpen = 14
const notADatabase = 26
const spareBytes = 1_000_000

/** SQLite's primary result code of an error it caused (https://sqlite.org/rescode.html), else null. */
function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

/** The file itself no longer holds together. */
export function isDamage(error: unknown): boolean {
  const code = sqliteCode(error)
  return code === corrupt || code === notADatabase
}

/** A failure of the queue's database as one of ours, wherever in the chain of causes it sits; null for any other error. */
export function problemOfSqlite(error: unknown, file: string): Problem | null {
  if (!(error instanceof Error)) return null
  return problemOfCode(error, file) ?? problemOfSystem(error, file) ?? problemOfSqlite(error.cause, file)
}

function problemOfCode(error: Error, file: string): Problem | null {
  const home = dirname(file)
  switch (sqliteCode(error)) {
    case full:
      return { code: 'disk-full', path: file }
    case readOnly:
    case cannotOpen:
      return { code: 'home-unusable', path: home, detail: error.message }
    case inputOutput:
      // A disk that fills up while the write-ahead log grows is reported as a plain I/O error.
      return isFull(home)
        ? { code: 'disk-full', path: file }
        : { code: 'home-unusable', path: home, detail: error.message }
    case busy:
    case locked:
      return { code: 'already-running', home }
    case corrupt:
    case notADatabase:
      return { code: 'unexpected', detail: `The queue’s database ${file} is damaged (${error.message}); start again.` }
    default:
      return null
  }
}

function problemOfSystem(error: Error, file: string): Problem | null {
  switch ('code' in error ? error.code : null) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', path: file }
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EISDIR':
      return { code: 'home-unusable', path: dirname(file), detail: error.message }
    default:
      return null
  }
}

function isFull(folder: string): boolean {
  try {
    const disk = statfsSync(folder)
    return disk.bavail * disk.bsize < spareBytes
  } catch {
    return false
  }
}

import type { Problem } from '../../preload/contract/index.ts'
import { problemOfSqlite } from '../adapters/sqlite-queue-store/problem-of-sqlite.ts'

/** What an exception of the store or the system means to a person. */
export function explainError(error: unknown, file: string): Problem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', path: file }
  return (
    problemOfSqlite(error, file) ?? {
      code: 'unexpected',
      detail: error instanceof Error ? error.message : String(error),
    }
  )
}

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openFileLog } from '../../adapters/file-log.ts'

/** Writes where a failure nobody expected came from, when this home is in use. */
export function logFailure(home: string, error: unknown): void {
  if (!existsSync(join(home, 'hotfolder.db'))) return
  const log = openFileLog(join(home, 'logs'), Date.now)
  log.write('error', 'the program failed', { stack: error instanceof Error ? error.stack : String(error) })
  log.close()
}

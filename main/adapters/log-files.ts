import { statSync } from 'node:fs'
import { join } from 'node:path'

/** The newest log is called so; older ones end in `.1` to `.3`. */
export const logName = 'hotfolder.log'
export const olderLogs = 3

/** `id` stays with a file when it is renamed. */
export type LogFile = { path: string; id: string; size: number }

/** The files of one log that are there, newest first. */
export function logFilesIn(folder: string): LogFile[] {
  const names = [logName, ...Array.from({ length: olderLogs }, (_, index) => `${logName}.${index + 1}`)]
  return names.flatMap(name => {
    const path = join(folder, name)
    const found = statSync(path, { bigint: true, throwIfNoEntry: false })
    return found === undefined ? [] : [{ path, id: String(found.ino), size: Number(found.size) }]
  })
}

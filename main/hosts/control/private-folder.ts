import { lstatSync, mkdirSync } from 'node:fs'

/** True when the folder is there, is ours, and nobody else may enter it: anyone can write to the temp folder. */
export function isPrivateFolder(path: string): boolean {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat !== undefined && stat.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o077) === 0
}

/** Makes the folder for us alone; throws when somebody else's stands in its place. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (!isPrivateFolder(path)) throw new Error(`${path} belongs to somebody else`)
}

/** About one path, which the crawl sees too: the rest is still heard. */
const ofOnePath = new Set(['EACCES', 'EBUSY', 'ELOOP', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR', 'EPERM'])

const words: Readonly<Record<string, string>> = {
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOSPC: 'the system follows no more folders; on Linux, raise fs.inotify.max_user_watches',
}

/** Why we can no longer be sure to hear every change, as half a sentence; null when this error does not mean that. */
export function whyDeaf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (ofOnePath.has(code)) return null
  const said = error instanceof Error ? error.message : String(error)
  return words[code] === undefined ? said : `${words[code]} (${code})`
}

import type { Problem } from '../../preload/contract/index.ts'

const words: Readonly<Record<string, string>> = {
  EACCES: 'access is denied',
  EAGAIN: 'the drive is too busy',
  EBUSY: 'another program has it locked',
  EDQUOT: 'your share of the disk is used up',
  EEXIST: 'there is something of that name already',
  EHOSTDOWN: 'the network drive does not answer',
  EHOSTUNREACH: 'the network drive does not answer',
  EIO: 'the drive reports an error',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'its name is too long',
  ENFILE: 'too many files are open',
  ENODEV: 'the drive is gone',
  ENOENT: 'it is not there',
  ENOSPC: 'the disk is full',
  ENOTCONN: 'the network drive does not answer',
  ENOTDIR: 'it is not a folder',
  ENXIO: 'the drive is gone',
  EPERM: 'the system does not allow it',
  EROFS: 'the drive is read-only',
  ESTALE: 'the network drive no longer knows it',
  ETIMEDOUT: 'the network drive does not answer',
}

/** The system's code (`EBUSY`); null for an error that is not the system's. */
export function codeOfSystem(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  return 'syscall' in error || error.code in words ? error.code : null
}

/** What the system said, as half a sentence with its code. */
export function reasonOfSystem(error: unknown): string {
  const code = codeOfSystem(error)
  const message = error instanceof Error ? error.message : String(error)
  if (code === null) return message
  return `${words[code] ?? 'the system gives no reason'} (${code})`
}

/** The system's reason as one of ours. */
export function problemOfSystem(path: string, error: unknown): Problem {
  const code = codeOfSystem(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'photo-gone', path }
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'disk-full', path }
  const detail = reasonOfSystem(error)
  return code === null ? { code: 'unexpected', detail } : { code: 'photo-unreadable', path, detail }
}

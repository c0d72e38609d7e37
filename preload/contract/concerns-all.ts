import type { Problem, ProblemCode } from './problem.ts'

/** These are about the account, the line, the target folder or this computer: the next image would fail of them too. */
const shared: readonly ProblemCode[] = [
  'account-full',
  'account-unknown',
  'already-running',
  'database-damaged',
  'disk-full',
  'folder-not-a-folder',
  'folder-unreachable',
  'home-unusable',
  'images-not-enabled',
  'interrupted',
  'keychain-unavailable',
  'local-cloud-failed',
  'local-cloud-in-use',
  'not-running',
  'offline',
  'profile-unknown',
  'rate-limited',
  'token-missing',
  'token-rejected',
]

/** Whether the next image would fail for the same reason, so that going on only repeats it. */
export const concernsAll = ({ code }: Problem): boolean => shared.includes(code)

import type { Problem } from '../../../../preload/contract/index.ts'

/** Whether the next image would fail for the same reason, so that going on only repeats it. */
export function concernsAll({ code }: Problem): boolean {
  switch (code) {
    case 'account-full':
    case 'account-unknown':
    case 'already-running':
    case 'database-damaged':
    case 'disk-full':
    case 'folder-not-a-folder':
    case 'folder-unreachable':
    case 'home-unusable':
    case 'images-not-enabled':
    case 'keychain-unavailable':
    case 'local-cloud-failed':
    case 'local-cloud-in-use':
    case 'not-running':
    case 'offline':
    case 'profile-unknown':
    case 'rate-limited':
    case 'token-missing':
    case 'token-rejected':
      return true
    default:
      return false
  }
}

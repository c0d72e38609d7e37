import type { Problem } from '../../preload/contract/index.ts'

/** Again, and when; `closesAccount`: every photo of this account waits as long. `counts`: it uses up one try. */
export type Retry =
  | { kind: 'never'; refusesAccount: boolean }
  | { kind: 'later'; afterMs: number; counts: boolean; closesAccount: boolean }

/** After this many counted tries a photo is failed and waits for a person: about a quarter of an hour of trouble. */
export const mostAttempts = 30
/** So many answers that make no sense, and the photo is failed with what was said. */
const mostOddAnswers = 4
/** Asking what became of an image says nothing against the photo: it is repeated at this distance for as long as it takes. */
const askAgain = 5

const firstWaitMs = 500
const longestWaitMs = 60_000
/** Cloudflare blocks an account for five minutes (images-api §1.4). */
const longestBlockMs = 300_000
const settleMs = 2_000

/** Full jitter: anywhere between nothing and a doubling ceiling, so that many clients do not return in step. */
const jittered = (tries: number, ceilingMs: number, fraction: number) =>
  Math.max(50, Math.round(fraction * Math.min(ceilingMs, firstWaitMs * 2 ** Math.min(tries, 20))))

/**
 * Pure. When a photo that stumbled is tried again, or never.
 * `attempts`: counted tries of this photo so far; `onlyAsked`: nothing was sent, only asked; `streak`: failures in a row of the whole account; `fraction`: chance, 0 ≤ f < 1.
 */
export function retry(problem: Problem, attempts: number, onlyAsked: boolean, streak: number, fraction: number): Retry {
  switch (problem.code) {
    case 'offline':
      return { kind: 'later', afterMs: 500 + jittered(streak, 30_000, fraction), counts: false, closesAccount: true }
    case 'rate-limited':
      // A 429 is about the account, not the photo. Everyone waits.
      return {
        kind: 'later',
        // A service that says "at once" and refuses again must not be asked without pause.
        afterMs: Math.max(problem.retryAfterMs ?? 1_000, jittered(streak + 2, longestBlockMs, fraction)),
        counts: false,
        closesAccount: true,
      }
    case 'interrupted':
      return { kind: 'later', afterMs: 0, counts: false, closesAccount: false }
    case 'photo-changed':
      return { kind: 'later', afterMs: settleMs, counts: false, closesAccount: false }
    case 'photo-gone':
      // A rename or a safe save by an editor takes a moment to be noticed under its new name.
      return attempts > 0
        ? { kind: 'never', refusesAccount: false }
        : { kind: 'later', afterMs: 4_000, counts: true, closesAccount: false }
    case 'folder-unreachable':
      // Its photos are called as soon as it is back; this is only for want of that call.
      return { kind: 'later', afterMs: 300_000, counts: false, closesAccount: false }
    case 'line-cut':
    case 'stalled':
    case 'reply-late':
    case 'service-trouble':
    case 'upload-url-refused':
    case 'photo-unreadable':
    case 'disk-full':
      if (onlyAsked)
        return {
          kind: 'later',
          afterMs: jittered(askAgain, longestWaitMs, fraction),
          counts: false,
          closesAccount: false,
        }
      if (attempts + 1 >= mostAttempts) return { kind: 'never', refusesAccount: false }
      return { kind: 'later', afterMs: jittered(attempts, longestWaitMs, fraction), counts: true, closesAccount: false }
    case 'not-understood':
      // A web page instead of an answer: a wrong address, or a network that asks for a sign-in first.
      if (attempts + 1 >= mostOddAnswers && !onlyAsked) return { kind: 'never', refusesAccount: false }
      return {
        kind: 'later',
        afterMs: jittered(attempts + 1, longestWaitMs, fraction),
        counts: !onlyAsked,
        closesAccount: false,
      }
    case 'token-missing':
    case 'keychain-unavailable':
    case 'token-rejected':
    case 'account-unknown':
    case 'images-not-enabled':
    case 'account-full':
    case 'profile-unknown':
    case 'local-cloud-in-use':
    case 'local-cloud-failed':
      return { kind: 'never', refusesAccount: true }
    default:
      return { kind: 'never', refusesAccount: false }
  }
}

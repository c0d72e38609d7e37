import { fail, type Instant, type Outcome, type Problem, type ProfileName } from '../../../preload/contract/index.ts'
import { callQuietMs } from '../deliver-photo.ts'
import type { Lines } from '../lines.ts'
import type { Chance, Clock, ImagesApi } from '../ports.ts'
import { retry } from '../retry.ts'
import { sleep } from '../sleep.ts'
import { stallGuard } from '../stall-guard.ts'

/** One call, or one that goes on for long and says `moved` while it does. */
export type Perform<T> = (images: ImagesApi, signal: AbortSignal, moved: () => void) => Promise<Outcome<T>>

/** The one way to ask an account something, or order something of it, for a person. */
export interface AccountCalls {
  /** For what comes to the same when done twice: what did not get through is repeated a few times. */
  repeat<T>(profile: ProfileName, perform: Perform<T>): Promise<Outcome<T>>
  once<T>(profile: ProfileName, perform: Perform<T>): Promise<Outcome<T>>
}

type Needs = {
  clock: Clock
  chance: Chance
  lines: Lines
  /** A refusal is about the account: photos and calls wait alike. */
  closeAccount(profile: ProfileName, until: Instant, because: Problem): void
  /** An answer came: what went before says nothing any more. */
  lineWorks(profile: ProfileName): void
  stopping: AbortSignal
}

const mostTries = 4

/** What another try may mend; the service did not say no. */
const passing: ReadonlySet<Problem['code']> = new Set([
  'offline',
  'line-cut',
  'stalled',
  'reply-late',
  'service-trouble',
  'rate-limited',
])

export function createAccountCalls(needs: Needs): AccountCalls {
  const { clock, chance, lines, stopping } = needs

  async function perform<T>(profile: ProfileName, act: Perform<T>): Promise<Outcome<T>> {
    const line = await lines.of(profile)
    if (!line.ok) return line
    // Waiting for the budget is not silence.
    using quiet = stallGuard(clock, callQuietMs, () => line.value.pace.heldUntil)
    const answer = await act(line.value.images, AbortSignal.any([stopping, quiet.signal]), quiet.moved)
    if (answer.ok) needs.lineWorks(profile)
    return answer
  }

  /** When the next try is due, after telling everybody of a refusal that is about the account. */
  function nextTry(profile: ProfileName, problem: Problem, tries: number): Instant {
    const streak = lines.open(profile)?.streak ?? 0
    const plan = retry(problem, tries - 1, false, streak, chance.fraction())
    const at = clock.now() + (plan.kind === 'later' ? plan.afterMs : 0)
    if (problem.code === 'rate-limited') needs.closeAccount(profile, at, problem)
    return at
  }

  return {
    async once(profile, act) {
      const answer = await perform(profile, act)
      if (!answer.ok && answer.problem.code === 'rate-limited') nextTry(profile, answer.problem, 1)
      return answer
    },
    async repeat(profile, act) {
      for (let tries = 1; ; tries += 1) {
        const answer = await perform(profile, act)
        if (answer.ok || !passing.has(answer.problem.code)) return answer
        const at = nextTry(profile, answer.problem, tries)
        if (tries === mostTries || stopping.aborted) return answer
        try {
          await sleep(clock, at - clock.now(), stopping)
        } catch {
          return fail({ code: 'interrupted' })
        }
      }
    },
  }
}

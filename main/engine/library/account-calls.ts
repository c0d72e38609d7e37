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
  /** For what must not be done twice: repeated only where the service surely did nothing. */
  untilTaken<T>(profile: ProfileName, perform: Perform<T>): Promise<Outcome<T>>
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

/** What another try may mend, and before which nothing was done. */
const untaken: ReadonlySet<Problem['code']> = new Set(['offline', 'rate-limited'])
/** What another try may mend; the service did not say no. */
const passing: ReadonlySet<Problem['code']> = new Set([
  ...untaken,
  'line-cut',
  'stalled',
  'reply-late',
  'service-trouble',
])

export function createAccountCalls(needs: Needs): AccountCalls {
  const { clock, chance, lines, stopping } = needs

  async function perform<T>(profile: ProfileName, act: Perform<T>): Promise<Outcome<T>> {
    const line = await lines.of(profile)
    if (!line.ok) return line
    if (stopping.aborted) return fail({ code: 'interrupted' })
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

  async function repeated<T>(profile: ProfileName, act: Perform<T>, mends: typeof passing): Promise<Outcome<T>> {
    for (let tries = 1; ; tries += 1) {
      const answer = await perform(profile, act)
      if (answer.ok || !passing.has(answer.problem.code)) return answer
      const at = nextTry(profile, answer.problem, tries)
      if (!mends.has(answer.problem.code) || tries === mostTries || stopping.aborted) return answer
      try {
        await sleep(clock, at - clock.now(), stopping)
      } catch {
        return fail({ code: 'interrupted' })
      }
    }
  }

  return {
    repeat: (profile, act) => repeated(profile, act, passing),
    untilTaken: (profile, act) => repeated(profile, act, untaken),
    once: (profile, act) => repeated(profile, act, new Set()),
  }
}

/** The same calls, and how many of them were made. */
export function countedCalls(calls: AccountCalls): AccountCalls & { made(): number } {
  let made = 0
  const counted =
    <T>(perform: Perform<T>): Perform<T> =>
    (images, signal, moved) => {
      made += 1
      return perform(images, signal, moved)
    }
  return {
    repeat: (profile, perform) => calls.repeat(profile, counted(perform)),
    untilTaken: (profile, perform) => calls.untilTaken(profile, counted(perform)),
    once: (profile, perform) => calls.once(profile, counted(perform)),
    made: () => made,
  }
}

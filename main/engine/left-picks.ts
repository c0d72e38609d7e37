import type { BatchId } from '../../preload/contract/index.ts'
import type { Picked } from './candidate.ts'
import type { Ending } from './ended-photo.ts'
import type { Finding } from './hand-picked.ts'
import type { PickNeeds } from './picks.ts'
import type { KeptPick } from './ports.ts'

type Needs = PickNeeds & {
  goOn(pick: KeptPick): void
  giveUp(batch: BatchId): void
  passOver(batch: BatchId): (files: number) => void
  /** False where it was broken off. */
  list(picked: Picked, batch: BatchId, told: Finding): Promise<boolean>
  endIfJudged(batch: BatchId): boolean
}

/** A drive that is away may come back; what was said so long ago nobody remembers. */
const lookAgainMs = 60_000
const keptMs = 30 * 86_400_000
/** Runs in a row that ended before they had judged a single photo of it: one of them may be what ends them. */
const mostTries = 3

/** Picks that earlier runs have left. */
export function createLeftPicks(needs: Needs): { resume(): Promise<void> } {
  const { clock, store, log, batches, staging, intake, notice, stopping } = needs

  /** Lets go of it where nothing more is to be done about it. */
  function isLetGo(pick: KeptPick, all: readonly KeptPick[]): boolean {
    const { batch, profile, at, tries } = pick
    const isTooOld = clock.now() - at > keptMs
    const isFatal = tries >= mostTries
    if (!isTooOld && !isFatal && needs.isProfile(profile) && !isSaidAgain(pick, all)) return false
    log.write('warn', 'what was picked is not gone on with', { profile, picked: pick.paths.length, at, tries })
    needs.giveUp(batch)
    if (isTooOld || isFatal)
      notice({ code: 'pick-let-go', ...placeOf(pick), because: isFatal ? 'ended-each-time' : 'too-long-ago' })
    return true
  }

  async function goOn(pick: KeptPick): Promise<void> {
    const { batch, profile, sending, order, staged, paths } = pick
    needs.goOn(pick)
    batches.begin(batch)
    if (staged) staging.resume(batch, { profile, sending, order })
    let found = 0
    let isBegun = false
    const missed: Ending[] = []
    const isDone = (path: string) => {
      const isDoneNow = store.picked.isDone(batch, path)
      if (isDoneNow) found += 1
      return isDoneNow
    }
    const isWhole = await needs.list(pick, batch, {
      isDone,
      offer(candidate) {
        if (isDone(candidate.stamp.path)) return
        found += 1
        if (!isBegun) store.transaction('durable', () => store.picked.setTries(batch, pick.tries + 1))
        isBegun = true
        intake.offer(candidate)
      },
      passOver: needs.passOver(batch),
      tellEnded: ending => missed.push(ending),
    })
    if (!isWhole) return
    if (found > 0 || paths.length === 0) {
      for (const ending of missed) needs.tellEnded(ending)
      return void needs.endIfJudged(batch)
    }
    // Nothing of it is there: its drive is not connected yet, and an empty place may be where it will be.
    waitFor(pick)
  }

  const told = new Set<BatchId>()
  /** Forgets the next look. */
  const waiting = new Map<BatchId, () => void>()
  stopping.addEventListener('abort', () => {
    for (const forget of waiting.values()) forget()
  })

  function waitFor(pick: KeptPick): void {
    if (!told.has(pick.batch)) notice({ code: 'pick-unreachable', ...placeOf(pick) })
    told.add(pick.batch)
    const look = async () => {
      const now = store.picked.get(pick.batch)
      if (now !== undefined && !isLetGo(now, [now])) await goOn(now)
    }
    waiting.set(
      pick.batch,
      clock.after(lookAgainMs, () => void look().catch(tell)),
    )
  }

  function tell(error: unknown): void {
    if (!stopping.aborted) notice(needs.explainError(error))
  }

  return {
    async resume() {
      const all = store.picked.all()
      for (const pick of all) {
        if (stopping.aborted) return
        if (!isLetGo(pick, all)) await goOn(pick).catch(tell)
      }
    },
  }
}

/** A command that is broken off and given again, and again, is one order. */
function isSaidAgain(pick: KeptPick, all: readonly KeptPick[]): boolean {
  if (pick.staged) return false
  const said = ({ paths, profile, sending, order }: KeptPick) => JSON.stringify([paths, profile, sending, order])
  const later = all.slice(all.indexOf(pick) + 1).filter(one => !one.staged && one.paths.length === pick.paths.length)
  return later.some(one => said(one) === said(pick))
}

const placeOf = ({ paths: [path = '', ...others] }: KeptPick) => ({ path, others: others.length })

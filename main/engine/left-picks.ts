import type { BatchId } from '../../preload/contract/index.ts'
import type { Picked } from './candidate.ts'
import type { Ending } from './ended-photo.ts'
import type { Finding } from './hand-picked.ts'
import type { PickNeeds, Picks } from './picks.ts'
import type { KeptPick } from './ports.ts'

type Needs = PickNeeds & {
  goOn(pick: KeptPick): void
  forget(batch: BatchId): void
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
export function createLeftPicks(needs: Needs): Pick<Picks, 'resume' | 'rest'> {
  const { clock, store, log, batches, staging, intake, notice, stopping } = needs

  /** Lets go of it where nothing more is to be done about it. */
  function isLetGo(pick: KeptPick, all: readonly KeptPick[]): boolean {
    const { batch, profile, at, tries } = pick
    const isTooOld = clock.now() - at > keptMs
    const isFatal = tries >= mostTries
    if (!isTooOld && !isFatal && needs.isProfile(profile) && !isSaidAgain(pick, all)) return false
    log.write('warn', 'what was picked is not gone on with', { profile, picked: pick.paths.length, at, tries })
    needs.forget(batch)
    if (isTooOld || isFatal)
      notice({ code: 'pick-let-go', ...placeOf(pick), because: isFatal ? 'ended-each-time' : 'too-long-ago' })
    return true
  }

  /** Before anything is found: no sheet may look complete until it is. */
  function begin(pick: KeptPick): void {
    const { batch, profile, sending, order, staged } = pick
    // As the store will have it from the first photo on.
    needs.goOn({ ...pick, tries: pick.tries + 1 })
    batches.begin(batch)
    if (staged) staging.resume(batch, { profile, sending, order })
  }

  async function goOn(pick: KeptPick): Promise<void> {
    const { batch, tries } = pick
    let left = 0
    let found = 0
    const missed: Ending[] = []
    const isWhole = await needs.list(pick, batch, {
      isDone(path) {
        const isDone = store.picked.isDone(batch, path)
        if (!isDone) left += 1
        return isDone
      },
      offer(candidate) {
        found += 1
        if (store.picked.isDone(batch, candidate.stamp.path)) return
        if (!begun.has(batch)) store.transaction('durable', () => store.picked.setTries(batch, tries + 1))
        begun.set(batch, tries)
        intake.offer(candidate)
      },
      passOver: needs.passOver(batch),
      tellEnded: ending => missed.push(ending),
    })
    if (!isWhole) return
    // Nothing of what is left is there: its drive is not connected yet, and an empty place may be where it will be.
    if (found === 0 && left > 0) return waitFor(pick)
    for (const ending of missed) needs.tellEnded(ending)
    needs.endIfJudged(batch)
  }

  /** Those of which photos are looked at, with the tries they had before. */
  const begun = new Map<BatchId, number>()

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
      if (now === undefined || isLetGo(now, [now])) return
      begin(now)
      await goOn(now)
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
      const left = all.filter(pick => !isLetGo(pick, all))
      for (const pick of left) begin(pick)
      for (const { batch } of left) {
        if (stopping.aborted) return
        // While others were found it may have been sent or given up.
        const now = store.picked.get(batch)
        if (now !== undefined) await goOn(now).catch(tell)
      }
    },
    rest() {
      try {
        for (const [batch, tries] of begun) store.transaction('soon', () => store.picked.setTries(batch, tries))
      } catch (error) {
        // It costs these a try of three; the end must not wait for it.
        log.write('warn', 'what was picked could not be put back', { detail: String(error) })
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

import type { BatchId, Problem, UploadJob } from '../../preload/contract/index.ts'
import { createBacklog } from './backlog.ts'
import type { Batches } from './batches.ts'
import { type Candidate, keyOf, placeOf } from './candidate.ts'
import { decide } from './decide.ts'
import { type Ending, endingOfDropped, endingOfProblem } from './ended-photo.ts'
import type { Verdicts } from './enter-verdict.ts'
import type { Inspection, Ports } from './ports.ts'
import type { Staging } from './staging.ts'

/** Candidate → settled → judged → accepted, held or duplicate. One candidate per place and account at a time. */
export interface Intake {
  offer(candidate: Candidate): void
  /** Something was given up: whatever of it waits here need not wait any longer. */
  letGo(): void
  /** Candidates that settle or wait to be judged. */
  readonly waiting: number
  /** Those among them that belong to this batch. */
  waitingIn(batch: BatchId): number
  /** Is a photo that was picked in this batch among them? */
  holds(batch: BatchId): boolean
  stop(): Promise<void>
}

type Needs = Pick<Ports, 'clock' | 'chance' | 'disk' | 'inspector' | 'store' | 'log' | 'explainError'> & {
  batches: Batches
  verdicts: Verdicts
  staging: Pick<Staging, 'waitsIn' | 'asOrdered' | 'isGivenUp'>
  /** The photo at this path was judged for this batch, or is told as one that cannot be. */
  judged(batch: BatchId, path: string): void
  /** `whose`: it has ended for these batches alone. */
  tellEnded(ending: Ending, whose?: readonly BatchId[]): void
  halted(problem: Problem): void
  /** How many files are read and decoded at the same time. */
  judgesAtOnce: number
}

/** `stale`: it moved while being judged, so it is judged again. */
type Pending = {
  candidate: Candidate
  /** All it was picked in since it is here. */
  picks: Set<BatchId>
  /** For a sheet, once this is judged: a sheet takes nothing from what was ordered before. */
  later: Candidate | null
  /** As a watched folder reported it: it stays when a person gives it up elsewhere. */
  watched: Candidate | null
  stage: 'settling' | 'lined-up' | 'judging'
  stale: boolean
  tries: number
  forget(): void
}

/** A file that cannot be read is told after this many tries, and still tried on: a lock by another program ends some day. */
const triesUntilTold = 3
const unreadableWaitMs = 1_500
const longestWaitMs = 60_000

export function createIntake(needs: Needs): Intake {
  const { clock, disk, inspector, store, log, batches, verdicts, staging } = needs
  const pending = new Map<string, Pending>()
  const held = new Map<BatchId, number>()
  const backlog = createBacklog<{ key: string; place: string }>((a, b) =>
    a.place < b.place ? -1 : a.place > b.place ? 1 : 0,
  )
  const judging = new Set<Promise<void>>()
  const stopping = new AbortController()

  function offer(candidate: Candidate): void {
    if (stopping.signal.aborted) return
    const key = keyOf(candidate)
    for (const batch of candidate.batches) batches.join(batch, key)
    const known = pending.get(key)
    if (known === undefined) return begin(key, candidate)
    hold(known, candidate.batches)
    // Whoever names a locked file again is told again.
    if (candidate.batches.length > 0) known.tries = 0
    if (!candidate.byHand) known.watched = candidate
    else if (!known.candidate.byHand) known.watched = known.candidate
    if (isOrdered(known.candidate) && candidate.staged !== null) {
      known.later = candidate
      return
    }
    // What a person said of a photo is not undone by a watcher that reports the same file.
    const isTheirs = known.candidate.byHand && !candidate.byHand
    known.candidate = isTheirs ? { ...known.candidate, stamp: candidate.stamp } : candidate
    known.stale = known.stage === 'judging'
    if (known.stage === 'settling') settle(key)
  }

  /** By a person, with or without a sheet before. */
  const isOrdered = (candidate: Candidate) =>
    candidate.byHand && staging.waitsIn(candidate) === null && !staging.isGivenUp(candidate)

  function begin(key: string, candidate: Candidate): void {
    const how = { stage: 'settling', stale: false, tries: 0, later: null, watched: null } as const
    const one: Pending = { candidate, picks: new Set(), forget: () => {}, ...how }
    pending.set(key, one)
    hold(one, candidate.batches)
    settle(key)
  }

  function hold({ picks }: Pending, picked: readonly BatchId[]): void {
    for (const batch of picked) {
      if (!picks.has(batch)) held.set(batch, (held.get(batch) ?? 0) + 1)
      picks.add(batch)
    }
  }

  function leave(key: string, one: Pending): void {
    pending.delete(key)
    // Before it is let go, so that its sheet never looks complete in between.
    if (one.later !== null) begin(key, one.later)
    const { picks } = one
    one.picks = new Set()
    release(picks, one)
  }

  /** Nobody waits for it any more in these. */
  function release(picks: ReadonlySet<BatchId>, { candidate, later }: Pending): void {
    for (const batch of picks) {
      const left = (held.get(batch) ?? 0) - 1
      if (left > 0) held.set(batch, left)
      else held.delete(batch)
      if (later?.batches.includes(batch) !== true) needs.judged(batch, candidate.stamp.path)
    }
  }

  /** Waits until size and mtime have stood still for the settle time. */
  function settle(key: string, leastMs = 0): void {
    const one = pending.get(key)
    if (one === undefined || stopping.signal.aborted) return
    one.stage = 'settling'
    one.stale = false
    one.forget()
    const { settleMs, stamp } = one.candidate
    const age = clock.now() - stamp.mtimeMs
    // A clock ahead of ours (cameras, shares) must not make a photo wait for ever.
    const wait = Math.max(leastMs, age < 0 ? settleMs : settleMs - age)
    if (wait <= 0) return lineUp(key)
    one.forget = clock.after(wait, () => lineUp(key))
  }

  function lineUp(key: string): void {
    const one = pending.get(key)
    if (one === undefined) return
    one.stage = 'lined-up'
    backlog.push({ key, place: placeOf(one.candidate.order, one.candidate.stamp) })
    judgeNext()
  }

  function judgeNext(): void {
    while (judging.size < needs.judgesAtOnce && !stopping.signal.aborted) {
      const next = backlog.pop()
      if (next === undefined) return
      const one = pending.get(next.key)
      if (one === undefined || one.stage !== 'lined-up') continue
      one.stage = 'judging'
      const work = judge(next.key, one)
        .catch(error => {
          const problem = needs.explainError(error)
          const detail = String(error instanceof Error ? error.stack : error)
          log.write('error', 'a photo could not be judged', { path: one.candidate.stamp.path, detail })
          needs.halted(problem)
        })
        .finally(() => {
          judging.delete(work)
          judgeNext()
        })
      judging.add(work)
    }
  }

  async function judge(key: string, one: Pending): Promise<void> {
    if (staging.isGivenUp(one.candidate)) return giveUp(key, one)
    const offered = one.candidate.stamp
    const now = await disk.stat(offered.path)
    if (stopping.signal.aborted) return
    if (!now.ok) return stumble(key, one, now.problem)
    const { path, size, mtimeMs } = now.value
    one.candidate = { ...one.candidate, stamp: { path, size, mtimeMs } }
    if (one.stale || size !== offered.size || mtimeMs !== offered.mtimeMs) return settle(key)

    const known = store.ledger.get(one.candidate.profile, path)
    const isSame = known !== undefined && known.stamp.size === size && known.stamp.mtimeMs === mtimeMs
    if (isSame && !one.candidate.anew && verdicts.answer(known, staging.asOrdered(one.candidate)))
      return finish(key, one)

    const inspected = await inspector.inspect(path, stopping.signal)
    if (stopping.signal.aborted) return
    if (!inspected.ok) return stumble(key, one, inspected.problem)
    if (!one.stale) await enter(one, inspected.value)
    if (stopping.signal.aborted) return
    if (staging.isGivenUp(one.candidate)) giveUp(key, one)
    else finish(key, one)
  }

  /** Its batch was given up while it was looked at: as if it had never been picked. */
  function giveUp(key: string, one: Pending): void {
    const { profile, stamp, batches: picked } = one.candidate
    leave(key, one)
    needs.tellEnded(endingOfDropped(profile, stamp), picked)
    if (one.watched !== null && !pending.has(key)) begin(key, one.watched)
  }

  function letGo(): void {
    for (const [key, one] of [...pending])
      if (one.stage !== 'judging' && staging.isGivenUp(one.candidate)) {
        one.forget()
        giveUp(key, one)
      }
  }

  /** Decides and enters in one breath; what must be looked up first is looked up, and everything decided anew. */
  async function enter({ candidate: offered }: Pending, inspection: Inspection): Promise<void> {
    const looked = new Map<string, boolean>()
    const placeOfJob = (job: UploadJob) => `${job.id}\n${job.stamp.path}\n${job.stamp.mtimeMs}`
    while (!stopping.signal.aborted && !staging.isGivenUp(offered)) {
      const candidate = staging.asOrdered(offered)
      const decision = decide(candidate, inspection, {
        store,
        newId: needs.chance.newId,
        now: clock.now,
        waitsIn: staging.waitsIn(candidate),
        isStillThere: job => looked.get(placeOfJob(job)),
      })
      if (decision.kind !== 'ask') return verdicts.enter(decision, candidate, inspection)
      looked.set(placeOfJob(decision.job), await isStillThere(decision.job))
    }
  }

  async function isStillThere({ stamp }: UploadJob): Promise<boolean> {
    const now = await disk.stat(stamp.path)
    return now.ok && now.value.size === stamp.size && now.value.mtimeMs === stamp.mtimeMs
  }

  function finish(key: string, one: Pending): void {
    if (one.stale) settle(key)
    else leave(key, one)
  }

  function stumble(key: string, one: Pending, problem: Problem): void {
    if (one.stale || problem.code === 'photo-changed') return settle(key, unreadableWaitMs)
    const { profile, stamp } = one.candidate
    if (problem.code === 'photo-unreadable') {
      one.tries += 1
      settle(key, Math.min(longestWaitMs, unreadableWaitMs * 2 ** (one.tries - 1)))
      if (one.tries !== triesUntilTold) return
      // It is tried on, but nobody need wait for it.
      const { picks } = one
      one.picks = new Set()
      one.later = null
      release(picks, one)
    } else leave(key, one)
    // A person asked, and it is not there: the ledger need not hold it any longer.
    if (problem.code === 'photo-gone' && one.candidate.anew) store.ledger.forget(profile, stamp.path)
    // Noticed and gone again before it was judged: only who asked for it by name needs to hear.
    if (problem.code === 'photo-gone' && batches.of(key).length === 0) return
    needs.tellEnded(endingOfProblem(profile, stamp.path, stamp.size, problem))
  }

  return {
    offer,
    letGo,
    get waiting() {
      return pending.size
    },
    // What has stopped will never be judged here.
    holds: batch => stopping.signal.aborted || held.has(batch),
    waitingIn: batch =>
      [...pending.values()].filter(
        ({ candidate, later, tries }) =>
          later?.staged === batch || (candidate.staged === batch && tries < triesUntilTold),
      ).length,
    async stop() {
      stopping.abort({ code: 'interrupted' } satisfies Problem)
      for (const one of pending.values()) one.forget()
      await Promise.allSettled(judging)
    },
  }
}

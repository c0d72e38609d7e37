import type { Problem, UploadJob, Verdict } from '../../preload/contract/index.ts'
import { createBacklog } from './backlog.ts'
import type { Batches } from './batches.ts'
import { type Candidate, keyOf, placeOf } from './candidate.ts'
import { type Decision, decide } from './decide.ts'
import { type Ending, endingOfJob, endingOfKnown, endingOfProblem } from './ended-photo.ts'
import type { Inspection, KnownPhoto, Ports } from './ports.ts'
import { isEnded } from './queue.ts'
import type { Uploader } from './uploader.ts'

/** Candidate → settled → judged → accepted, held or duplicate. One candidate per place and account at a time. */
export interface Intake {
  offer(candidate: Candidate): void
  /** Candidates that settle or wait to be judged. */
  readonly waiting: number
  stop(): Promise<void>
}

type Needs = Pick<Ports, 'clock' | 'chance' | 'disk' | 'inspector' | 'store' | 'log' | 'explainError'> & {
  batches: Batches
  uploader(): Uploader
  tellEnded(ending: Ending): void
  halted(problem: Problem): void
  /** How many files are read and decoded at the same time. */
  judgesAtOnce: number
}

/** `stale`: it moved while being judged, so it is judged again. */
type Pending = {
  candidate: Candidate
  stage: 'settling' | 'lined-up' | 'judging'
  stale: boolean
  tries: number
  forget(): void
}

/** A file that cannot be read is tried this often before it is told; a lock by another program is usually short. */
const mostTries = 3
const unreadableWaitMs = 1_500

export function createIntake(needs: Needs): Intake {
  const { clock, disk, inspector, store, log, batches } = needs
  const pending = new Map<string, Pending>()
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
    if (known === undefined) {
      pending.set(key, { candidate, stage: 'settling', stale: false, tries: 0, forget: () => {} })
      return settle(key)
    }
    known.candidate = candidate
    known.stale = known.stage === 'judging'
    if (known.stage === 'settling') settle(key)
  }

  /** Waits until size and mtime have stood still for the settle time. */
  function settle(key: string, leastMs = 0): void {
    const one = pending.get(key)
    if (one === undefined) return
    one.stage = 'settling'
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
          log.write('error', 'a photo could not be judged', {
            path: one.candidate.stamp.path,
            detail: String(error instanceof Error ? error.stack : error),
          })
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
    const { candidate } = one
    const now = await disk.stat(candidate.stamp.path)
    if (!now.ok) return stumble(key, one, now.problem)
    const { path, size, mtimeMs } = now.value
    const stamp = { path, size, mtimeMs }
    const moved = size !== candidate.stamp.size || mtimeMs !== candidate.stamp.mtimeMs
    one.candidate = { ...candidate, stamp }
    if (moved) return settle(key)

    const known = store.ledger.get(candidate.profile, path)
    if (known !== undefined && known.stamp.size === size && known.stamp.mtimeMs === mtimeMs && answer(known))
      return finish(key, one)

    const inspected = await inspector.inspect(path, stopping.signal)
    if (stopping.signal.aborted) return
    if (!inspected.ok) return stumble(key, one, inspected.problem)
    if (one.stale) return finish(key, one)
    const decision = await decide(candidate, inspected.value, {
      store,
      disk,
      newId: needs.chance.newId,
      now: clock.now,
    })
    if (stopping.signal.aborted) return
    perform(decision, one.candidate, inspected.value)
    finish(key, one)
  }

  function finish(key: string, one: Pending): void {
    if (!one.stale) return void pending.delete(key)
    one.stale = false
    settle(key)
  }

  function stumble(key: string, one: Pending, problem: Problem): void {
    one.tries += 1
    if (problem.code === 'photo-changed' || (problem.code === 'photo-unreadable' && one.tries < mostTries))
      return settle(key, unreadableWaitMs)
    pending.delete(key)
    // Noticed and gone again before it was judged: only who asked for it by name needs to hear.
    if (problem.code === 'photo-gone' && batches.of(key).length === 0) return
    needs.tellEnded(endingOfProblem(one.candidate.profile, one.candidate.stamp.path, one.candidate.stamp.size, problem))
  }

  /** What the ledger already says of this file; false when it must be judged anew. */
  function answer(known: KnownPhoto): boolean {
    const { verdict } = known
    if (verdict.kind === 'held') return tell(endingOfKnown(known, undefined))
    if (verdict.kind === 'duplicate' && 'image' in verdict.of) {
      const receipt = known.sha256 === null ? undefined : store.receipts.ofBytes(known.profile, known.sha256)
      return receipt !== undefined && tell(endingOfKnown(known, receipt))
    }
    const job = store.jobs.get(verdict.kind === 'accepted' ? verdict.job : 'job' in verdict.of ? verdict.of.job : '')
    if (job === undefined) return false
    // Told when its job ends; here only a job that had ended before is asked again.
    if (job.state.kind === 'delivered') return tell(endingOfJobAt(job, known))
    const isTouched = job.stamp.path === known.stamp.path && job.stamp.mtimeMs !== known.stamp.mtimeMs
    if (isTouched) needs.uploader().tell({ kind: 'restamped', job, stamp: known.stamp, name: job.name })
    if (isTouched || isEnded(job))
      needs.uploader().tell({ kind: 'retried', job: store.jobs.get(job.id) ?? job, now: clock.now() })
    return true
  }

  function endingOfJobAt(job: UploadJob, known: KnownPhoto): Ending {
    return {
      ...endingOfJob(job, store.receipts.ofJob(job.id) ?? store.receipts.ofBytes(job.profile, job.sha256), true),
      path: known.stamp.path,
    }
  }

  function tell(ending: Ending): true {
    needs.tellEnded(ending)
    return true
  }

  function perform(decision: Decision, candidate: Candidate, inspection: Inspection): void {
    const uploader = needs.uploader()
    const { older } = decision
    const remember = (verdict: Verdict) => store.ledger.put(known(verdict))
    const known = (verdict: Verdict): KnownPhoto => ({
      profile: candidate.profile,
      folder: candidate.folder,
      stamp: inspection.stamp,
      sha256: inspection.sha256,
      facts: inspection.facts,
      verdict,
      at: clock.now(),
    })
    if (decision.kind !== 'accepted' && older !== null) {
      // Its bytes are no longer what was accepted; what was begun for them must not arrive.
      uploader.tell({ kind: 'cancelled', job: older })
      freeTwins(older)
    }
    switch (decision.kind) {
      case 'held': {
        const verdict: Verdict = { kind: 'held', findings: decision.findings }
        store.transaction('soon', () => remember(verdict))
        return needs.tellEnded(endingOfKnown(known(verdict), undefined))
      }
      case 'duplicate': {
        const verdict: Verdict = { kind: 'duplicate', of: { image: decision.receipt.imageId } }
        store.transaction('soon', () => remember(verdict))
        return needs.tellEnded(endingOfKnown(known(verdict), decision.receipt))
      }
      case 'twin':
        return store.transaction('soon', () => remember({ kind: 'duplicate', of: { job: decision.of.id } }))
      case 'known': {
        const { job } = decision
        const from = job.stamp.path
        uploader.tell({ kind: 'restamped', job, stamp: inspection.stamp, name: nameOf(inspection.stamp.path) }, () => {
          if (from !== inspection.stamp.path) store.ledger.forget(job.profile, from)
          remember({ kind: 'accepted', job: job.id })
        })
        batches.rename(keyOf({ profile: job.profile, stamp: job.stamp }), keyOf(candidate))
        return uploader.tell({ kind: 'retried', job: store.jobs.get(job.id) ?? job, now: clock.now() })
      }
      case 'accepted':
        uploader.tell({ kind: 'accepted', job: decision.job, replaces: older }, () =>
          remember({ kind: 'accepted', job: decision.job.id }),
        )
        if (older !== null) freeTwins(older)
    }
  }

  /** Files that waited for the image of bytes which are not sent any more stand on their own again. */
  function freeTwins(job: UploadJob): void {
    for (const twin of store.ledger.twinsOf(job.id)) {
      if (twin.sha256 !== job.sha256) continue
      store.ledger.forget(twin.profile, twin.stamp.path)
      offer({
        stamp: twin.stamp,
        profile: twin.profile,
        folder: twin.folder,
        sending: job.sending,
        order: 'name',
        settleMs: 0,
        batches: [],
      })
    }
  }

  return {
    offer,
    get waiting() {
      return pending.size
    },
    async stop() {
      stopping.abort({ code: 'interrupted' } satisfies Problem)
      for (const one of pending.values()) one.forget()
      await Promise.allSettled(judging)
    },
  }
}

const nameOf = (path: string) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

import type { BatchId, Receipt, SendingSettings, UploadJob, Verdict } from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import { type Candidate, keyOf } from './candidate.ts'
import { type Decision, isSameSending, nameOf } from './decide.ts'
import { type Ending, endingOfJob, endingOfKnown } from './ended-photo.ts'
import type { Clock, Inspection, KnownPhoto, QueueStore } from './ports.ts'
import { isEnded } from './queue.ts'
import type { Uploader } from './uploader.ts'

type StagedAs = NonNullable<KnownPhoto['staged']>['as']

type Needs = {
  clock: Clock
  store: QueueStore
  batches: Batches
  uploader(): Uploader
  /** The batch in which it waits for the word to be sent. */
  waitsIn(candidate: Candidate): BatchId | null
  tellEnded(ending: Ending): void
  /** A sheet has one photo more for which no end and no job is told. */
  tellSheet(batch: BatchId): void
  /** A file that waited for the image of bytes which are not sent any more stands on its own again. */
  freeTwin(twin: KnownPhoto, job: UploadJob | undefined): void
}

/** Enters what was decided into ledger and queue, and answers for files the ledger knows. */
export interface Verdicts {
  enter(decision: Exclude<Decision, { kind: 'ask' }>, candidate: Candidate, inspection: Inspection): void
  /** Tells what the ledger says of this file; false when it must be judged anew. */
  answer(known: KnownPhoto, candidate: Candidate): boolean
}

export function createVerdicts(needs: Needs): Verdicts {
  const { clock, store, batches } = needs

  /** How the file at this path shares the end of a job that has ended. */
  const tellAs = (job: UploadJob, path: string, size: number) =>
    needs.tellEnded({ ...endingOfJob(job, receiptOf(job), true), path, bytes: size })
  function receiptOf(job: UploadJob): Receipt | undefined {
    const own = store.receipts.ofJob(job.id)
    return own !== undefined && own.endedAt === undefined
      ? own
      : (store.receipts.ofBytes(job.profile, job.sha256) ?? own)
  }
  /** What was dismissed is told to those alone who wait for it. */
  function tellHeld(photo: KnownPhoto): void {
    if (photo.verdict.kind === 'held' || batches.of(keyOf(photo)).length > 0)
      needs.tellEnded(endingOfKnown(photo, undefined))
  }
  const latest = (job: UploadJob) => store.jobs.get(job.id) ?? job
  const retry = (job: UploadJob) => needs.uploader().tell({ kind: 'retried', job: latest(job), now: clock.now() })

  function stagedAs(candidate: Candidate, as: StagedAs | undefined): KnownPhoto['staged'] {
    const batch = needs.waitsIn(candidate)
    return batch === null || as === undefined ? null : { batch, as }
  }
  function note(known: KnownPhoto, candidate: Candidate, as: StagedAs): void {
    const staged = stagedAs(candidate, as)
    if (staged === null) return
    store.ledger.put({ ...known, staged })
    needs.tellSheet(staged.batch)
  }

  function tellSheetOf(candidate: Candidate): void {
    const batch = needs.waitsIn(candidate)
    if (batch !== null) needs.tellSheet(batch)
  }

  function giveUp(older: UploadJob): void {
    // Its bytes are no longer what was accepted; what was begun for them must not arrive.
    needs.uploader().tell({ kind: 'cancelled', job: older })
    freeTwins(older)
  }

  function freeTwins(job: UploadJob): void {
    for (const twin of store.ledger.twinsOf(job.id)) {
      if (twin.sha256 !== job.sha256) continue
      store.ledger.forget(twin.profile, twin.stamp.path)
      needs.freeTwin(twin, job)
    }
  }

  return {
    enter(decision, candidate, inspection) {
      const uploader = needs.uploader()
      const { stamp, sha256, facts } = inspection
      const { profile, folder } = candidate
      const known = (verdict: Verdict, as?: StagedAs): KnownPhoto => ({
        profile,
        folder,
        stamp,
        sha256,
        facts,
        verdict,
        sending: verdict.kind === 'accepted' ? null : asSaid(candidate),
        staged: stagedAs(candidate, as),
        at: clock.now(),
      })
      const remember = (verdict: Verdict, as?: StagedAs) => store.ledger.put(known(verdict, as))
      if (decision.older !== null) giveUp(decision.older)

      switch (decision.kind) {
        case 'held': {
          const before = store.ledger.get(profile, stamp.path)
          const isDismissed = before?.verdict.kind === 'dismissed' && before.sha256 === sha256 && !candidate.byHand
          const verdict: Verdict = { kind: isDismissed ? 'dismissed' : 'held', findings: decision.findings }
          remember(verdict, ruleOf(verdict))
          return tellHeld(known(verdict))
        }
        case 'duplicate': {
          const verdict: Verdict = { kind: 'duplicate', of: { image: decision.receipt.imageId } }
          remember(verdict, 'duplicate')
          return needs.tellEnded(endingOfKnown(known(verdict), decision.receipt))
        }
        case 'twin':
          remember(
            { kind: 'duplicate', of: { job: decision.of.id } },
            decision.of.state.kind === 'staged' ? 'duplicate' : 'under-way',
          )
          if (isEnded(decision.of)) tellAs(decision.of, stamp.path, stamp.size)
          else tellSheetOf(candidate)
          return
        case 'known': {
          const { job, revives } = decision
          const from = job.stamp.path
          uploader.tell({ kind: 'restamped', job, stamp, name: nameOf(stamp.path) }, () => {
            if (from !== stamp.path) store.ledger.forget(job.profile, from)
            remember({ kind: 'accepted', job: job.id }, job.state.kind === 'staged' ? undefined : 'under-way')
          })
          batches.rename(keyOf(job), keyOf(candidate))
          if (revives || waitsForFile(job)) retry(job)
          else if (isEnded(job)) tellAs(latest(job), stamp.path, stamp.size)
          else tellSheetOf(candidate)
          return
        }
        case 'accepted': {
          const { job, replaces } = decision
          const left =
            replaces !== null && replaces.stamp.path !== stamp.path
              ? store.ledger.get(profile, replaces.stamp.path)
              : undefined
          uploader.tell({ kind: 'accepted', job, replaces }, () => {
            remember({ kind: 'accepted', job: job.id })
            if (left !== undefined)
              store.ledger.put({ ...left, verdict: { kind: 'duplicate', of: { job: job.id } }, staged: null })
          })
          if (replaces !== null && replaces.sha256 !== job.sha256) freeTwins(replaces)
        }
      }
    },
    answer(known, candidate) {
      const { verdict } = known
      if (verdict.kind === 'held' || verdict.kind === 'dismissed') {
        // Too many tags is about the settings of the moment, not about the bytes.
        if (verdict.findings.some(finding => finding.rule === 'metadata-too-large')) return false
        if (!candidate.byHand) tellHeld(known)
        else {
          // Named by hand it is shown again, and once it is in order it is sent as was said last.
          const named: KnownPhoto = {
            ...known,
            verdict: { ...verdict, kind: 'held' },
            sending: asSaid(candidate),
            staged: stagedAs(candidate, ruleOf(verdict)),
          }
          store.ledger.put(named)
          tellHeld(named)
        }
        return true
      }
      if (verdict.kind === 'duplicate' && 'image' in verdict.of) {
        const { profile, sha256 } = known
        if (sha256 === null) return false
        const kept = store.receipts.ofBytes(profile, sha256)
        const receipt = kept ?? (candidate.byHand ? undefined : store.receipts.endedOfBytes(profile, sha256))
        if (receipt === undefined) return false
        note(known, candidate, 'duplicate')
        needs.tellEnded(endingOfKnown(known, receipt))
        return true
      }
      const job = store.jobs.get(verdict.kind === 'accepted' ? verdict.job : 'job' in verdict.of ? verdict.of.job : '')
      if (job === undefined) return false
      const { path, size } = known.stamp
      if (job.state.kind === 'delivered') {
        // Its image was deleted since: a person who names it wants it there again.
        if (candidate.byHand && receiptOf(job)?.endedAt !== undefined) return false
        note(known, candidate, 'duplicate')
        tellAs(job, path, size)
      }
      // Told when its job ends, unless a person wants it otherwise, or its file is not what the job says: then it is judged anew.
      else if (candidate.byHand && (isEnded(job) || isStaged(job) || !isSameSending(candidate.sending, job.sending)))
        return false
      else if (job.stamp.path === path && job.stamp.mtimeMs !== known.stamp.mtimeMs) return false
      else if (isEnded(job)) tellAs(job, path, size)
      else note(known, candidate, 'under-way')
      return true
    },
  }
}

const ruleOf = (verdict: Verdict) => ('findings' in verdict ? verdict.findings[0]?.rule : undefined)
const isStaged = (job: UploadJob) => job.state.kind === 'staged'

const asSaid = ({ sending: { private: isPrivate, creator, tags } }: Candidate): SendingSettings => ({
  private: isPrivate,
  creator,
  tags,
})

/** It only waits because its file was missing or moving; here it is. */
const waitsForFile = ({ state }: UploadJob) =>
  state.kind === 'waiting' && (state.because.code === 'photo-gone' || state.because.code === 'photo-changed')

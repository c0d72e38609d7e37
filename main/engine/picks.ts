import {
  type BatchId,
  defaultSending,
  type Instant,
  type Problem,
  type ProfileName,
  type SendingSettings,
} from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import type { Candidate, Picked } from './candidate.ts'
import type { Ending } from './ended-photo.ts'
import { takeHandPicked } from './hand-picked.ts'
import type { Intake } from './intake.ts'
import type { KeptPick, Ports } from './ports.ts'
import type { Staging } from './staging.ts'

/** What a person picked, kept from their word until each of its photos is judged: no crash in between loses one. */
export interface Picks {
  take(picked: Picked): BatchId
  /** Keeps it while its photos are found, and on until the last of them is judged. */
  keepWhile(batch: BatchId, picked: Picked, find: () => Promise<void>): Promise<void>
  /** Goes on with what earlier runs have not judged. */
  resume(): void
  /** No photo of this batch is being judged at the moment. */
  judged(batch: BatchId): void
  /** The word to send its sheet: what is still judged of it follows, in a later run, too. */
  ordered(batch: BatchId, said: Partial<SendingSettings>): void
  /** Nobody wants it any more. */
  giveUp(batch: BatchId): void
}

type Needs = Pick<Ports, 'clock' | 'disk' | 'store' | 'log' | 'compileGlobs' | 'explainError'> & {
  batches: Batches
  staging: Pick<Staging, 'begin' | 'resume' | 'passOver' | 'listed' | 'signalOf'>
  intake: Pick<Intake, 'offer' | 'holds'>
  isProfile(name: ProfileName): boolean
  tellEnded(ending: Ending): void
  tellSheet(batch: BatchId): void
  notice(problem: Problem): void
  stopping: AbortSignal
}

export function createPicks(needs: Needs): Picks {
  const { clock, store, log, batches, staging, intake, tellSheet } = needs
  /** Those of which more may be found. */
  const finding = new Set<BatchId>()
  const write = (change: () => void) => store.transaction('soon', change)

  function judged(batch: BatchId): void {
    if (!finding.has(batch) && !intake.holds(batch)) giveUp(batch)
  }

  function giveUp(batch: BatchId): void {
    write(() => store.picked.remove(batch))
  }

  async function find(batch: BatchId, findAll: () => Promise<void>): Promise<void> {
    finding.add(batch)
    await findAll()
    // What was not found because the program ends is found by the next one.
    if (needs.stopping.aborted) return
    finding.delete(batch)
    judged(batch)
  }

  function list(picked: Picked, batch: BatchId, offer: (candidate: Candidate) => void): void {
    const ending = AbortSignal.any([needs.stopping, staging.signalOf(batch)])
    const passOver = (files: number) => {
      batches.passOver(batch, files)
      staging.passOver(batch, files)
    }
    void find(batch, () => takeHandPicked(picked, batch, { ...needs, offer, passOver }, ending))
      .catch(error => {
        // A person who gives a sheet up need not hear that its listing ended.
        if (!ending.aborted) needs.notice(needs.explainError(error))
      })
      .finally(() => {
        staging.listed(batch)
        batches.close(batch)
        // All may have been judged before the listing ended.
        if (picked.staged) tellSheet(batch)
      })
  }

  /** Judged by this order already: what became of it since is not undone. */
  function isJudgedSince({ profile, stamp }: Candidate, at: Instant): boolean {
    const known = store.ledger.get(profile, stamp.path)
    return known !== undefined && known.at >= at
  }

  return {
    take(picked) {
      const sending = { ...defaultSending, ...picked.sending }
      const batch = picked.staged ? staging.begin({ ...picked, sending }) : batches.begin()
      write(() => store.picked.save({ ...picked, sending, batch, at: clock.now() }))
      list(picked, batch, intake.offer)
      return batch
    },
    async keepWhile(batch, picked, findAll) {
      const sending = { ...defaultSending, ...picked.sending }
      write(() => store.picked.save({ ...picked, sending, batch, at: clock.now() }))
      await find(batch, findAll)
    },
    resume() {
      for (const kept of store.picked.all()) {
        const { batch, profile, sending, order, staged, at } = kept
        if (isSaidAgain(kept, store.picked.all())) {
          giveUp(batch)
          continue
        }
        if (!needs.isProfile(profile)) {
          log.write('warn', 'photos were picked for an account that is gone', { profile, picked: kept.paths.length })
          giveUp(batch)
          continue
        }
        batches.begin(batch)
        if (staged) staging.resume(batch, { profile, sending, order })
        list(kept, batch, candidate => {
          if (!isJudgedSince(candidate, at)) intake.offer(candidate)
        })
      }
    },
    judged,
    ordered(batch, said) {
      const kept = store.picked.get(batch)
      if (kept === undefined) return
      write(() => store.picked.save({ ...kept, staged: false, sending: { ...kept.sending, ...said } }))
    },
    giveUp,
  }
}

/** A command that is broken off and given again, and again, is one order. */
function isSaidAgain(kept: KeptPick, all: readonly KeptPick[]): boolean {
  const said = ({ paths, profile, sending, order }: KeptPick) => JSON.stringify([paths, profile, sending, order])
  const later = all.slice(all.findIndex(({ batch }) => batch === kept.batch) + 1)
  return !kept.staged && later.some(one => !one.staged && said(one) === said(kept))
}

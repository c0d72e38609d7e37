import { type BatchId, defaultSending, type Problem, type SendingSettings } from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import type { Candidate, Picked } from './candidate.ts'
import { type Ending, endingOfDropped } from './ended-photo.ts'
import { type Finding, takeHandPicked } from './hand-picked.ts'
import type { Intake } from './intake.ts'
import type { KeptPick, Ports } from './ports.ts'
import { createLeftPicks } from './left-picks.ts'
import type { Staging } from './staging.ts'

/** What a person picked, kept from their word until each of its photos is judged: no crash in between loses one. */
export interface Picks {
  take(picked: Picked): BatchId
  /** A sheet goes on as another: keeps what was on it while it is found, and until the last of it is judged. */
  replace(from: BatchId, to: BatchId, picked: Picked, find: () => Promise<void>): Promise<void>
  /** Goes on with what earlier runs have not judged, in the order it was said; resolves once what is there has been found. */
  resume(): Promise<void>
  /** Of this batch the photo at this path was judged, or told as one that cannot be. */
  judged(batch: BatchId, path: string): void
  /** The word to send its sheet: what is still judged of it follows, in a later run, too. */
  ordered(batch: BatchId, said: Partial<SendingSettings>): void
  /** A person does not want it any more. */
  giveUp(batch: BatchId): void
  /** Nobody wants any more what was picked to be sent at once, or, with a profile, what was picked for it. */
  callOff(profile?: string): void
  /** Was it called off before it was judged? */
  isCalledOff(candidate: Candidate): boolean
  /** The program ends in good order: that is no reason to distrust what it was looking at. */
  rest(): void
}

export type PickNeeds = Pick<Ports, 'clock' | 'disk' | 'store' | 'log' | 'compileGlobs' | 'explainError'> & {
  batches: Batches
  staging: Pick<Staging, 'begin' | 'resume' | 'passOver' | 'listed' | 'signalOf'>
  intake: Pick<Intake, 'offer' | 'holds' | 'letGo'>
  isProfile(name: string): boolean
  tellEnded(ending: Ending): void
  tellSheet(batch: BatchId): void
  notice(problem: Problem): void
  stopping: AbortSignal
}

/** A pick of this run: `tries` is that of the row in the store. */
type Going = { profile: string; staged: boolean; tries: number; stop: AbortController }

export function createPicks(needs: PickNeeds): Picks {
  const { clock, store, batches, staging, intake } = needs
  const going = new Map<BatchId, Going>()
  /** Those of which more may be found. */
  const finding = new Set<BatchId>()
  const calledOff = new Set<BatchId>()
  // Even a power cut takes back no word of a person.
  const write = (change: () => void) => store.transaction('durable', change)

  function keep(batch: BatchId, { paths, profile, sending, order, staged }: Picked, also = () => {}): void {
    const whole = { ...defaultSending, ...sending }
    const pick: KeptPick = { batch, paths, profile, sending: whole, order, staged, at: clock.now(), tries: 0 }
    write(() => {
      store.picked.save(pick)
      also()
    })
    goOn(pick)
  }

  const goOn = ({ batch, profile, staged, tries }: KeptPick) =>
    void going.set(batch, { profile, staged, tries, stop: new AbortController() })

  function forget(batch: BatchId): void {
    write(() => store.picked.remove(batch))
    going.delete(batch)
  }

  function giveUp(batch: BatchId): void {
    // What is found already is told by who holds it; of the rest it must be known, too, that nobody waits for it.
    const isFound = going.has(batch) && !finding.has(batch)
    const pick = isFound ? undefined : store.picked.get(batch)
    const left = pick?.paths.filter(path => !store.picked.isDone(batch, path)) ?? []
    going.get(batch)?.stop.abort({ code: 'interrupted' } satisfies Problem)
    forget(batch)
    for (const path of left) needs.tellEnded(endingOfDropped(pick?.profile ?? '', { path, size: 0 }))
    intake.letGo()
  }

  function endIfJudged(batch: BatchId): boolean {
    const isOver = going.has(batch) && !finding.has(batch) && !intake.holds(batch)
    if (isOver) forget(batch)
    return isOver
  }

  function judged(batch: BatchId, path: string): void {
    const one = going.get(batch)
    if (one === undefined || endIfJudged(batch)) return
    store.transaction('soon', () => {
      store.picked.markDone(batch, path)
      if (one.tries > 0) store.picked.setTries(batch, 0)
    })
    one.tries = 0
  }

  /** Finds what was picked; false where that was broken off and has to be done again. */
  async function find(batch: BatchId, findAll: () => Promise<void>): Promise<boolean> {
    finding.add(batch)
    await findAll()
    // What was not found because the program ends is found by the next one.
    if (needs.stopping.aborted) return false
    finding.delete(batch)
    return true
  }

  async function list(picked: Picked, batch: BatchId, told: Finding): Promise<boolean> {
    const stop = going.get(batch)?.stop.signal ?? needs.stopping
    const ending = AbortSignal.any([needs.stopping, stop, staging.signalOf(batch)])
    try {
      return await find(batch, () => takeHandPicked(picked, batch, { ...needs, ...told }, ending))
    } catch (error) {
      // A person who gives a sheet up need not hear that its listing ended.
      if (!ending.aborted) needs.notice(needs.explainError(error))
      return false
    } finally {
      staging.listed(batch)
      batches.close(batch)
      // All may have been judged before the listing ended.
      if (picked.staged) needs.tellSheet(batch)
    }
  }

  const passOver = (batch: BatchId) => (files: number) => {
    batches.passOver(batch, files)
    staging.passOver(batch, files)
  }

  const left = createLeftPicks({ ...needs, goOn, forget, passOver, list, endIfJudged })

  return {
    take(picked) {
      const sending = { ...defaultSending, ...picked.sending }
      const batch = picked.staged ? staging.begin({ ...picked, sending }) : batches.begin()
      keep(batch, picked)
      const { offer } = intake
      void list(picked, batch, { offer, passOver: passOver(batch), tellEnded: needs.tellEnded, isDone: () => false })
        .then(isWhole => isWhole && endIfJudged(batch))
        .catch(error => needs.notice(needs.explainError(error)))
      return batch
    },
    async replace(from, to, picked, findAll) {
      keep(to, picked, () => store.picked.remove(from))
      going.delete(from)
      if (await find(to, findAll)) endIfJudged(to)
    },
    resume: left.resume,
    rest: left.rest,
    judged,
    ordered(batch, said) {
      const pick = store.picked.get(batch)
      if (pick === undefined) return
      write(() => store.picked.save({ ...pick, staged: false, sending: { ...pick.sending, ...said } }))
      const one = going.get(batch)
      if (one !== undefined) one.staged = false
    },
    giveUp,
    callOff(profile) {
      const isMeant = (one: { profile: string; staged: boolean }) =>
        profile === undefined ? !one.staged : one.profile === profile
      // Those that wait for their drive are not going.
      const meant = new Set(store.picked.all().flatMap(pick => (isMeant(pick) ? [pick.batch] : [])))
      for (const batch of meant) {
        calledOff.add(batch)
        giveUp(batch)
      }
    },
    isCalledOff: ({ batches: picked }) => picked.some(batch => calledOff.has(batch)),
  }
}

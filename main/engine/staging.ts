import {
  type Answers,
  type BatchId,
  fail,
  FindingRule,
  type JobId,
  type Outcome,
  type PhotoOrder,
  type Problem,
  type ProfileName,
  defaultFolderSettings,
  defaultSending,
  type SendingSettings,
  type StagedGroup,
  type StagedView,
  succeed,
  type UploadJob,
} from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import type { Candidate } from './candidate.ts'
import { nameOf } from './decide.ts'
import { inSlices } from './in-slices.ts'
import { moveStaged } from './move-staged.ts'
import type { Picks } from './picks.ts'
import type { Clock, KnownPhoto, QueueStore, StagedSum } from './ports.ts'
import type { Uploader } from './uploader.ts'

export type StagedAnswers = Pick<Answers, 'stagedBatch' | 'sendStaged' | 'moveStaged' | 'dropStaged'>

/** Batches that are judged but wait for the word to be sent: the sheet a person looks at first. */
export interface Staging {
  begin(picked: Wish): BatchId
  /** The sheet an earlier run was listing when it ended. */
  resume(batch: BatchId, picked: Wish): void
  /** So many more files were passed over by their names. */
  passOver(batch: BatchId, files: number): void
  /** All that was picked has been found. */
  listed(batch: BatchId): void
  /** Ends the listing of a batch that was given up. */
  signalOf(batch: BatchId): AbortSignal
  /** The batch in which an accepted photo has to wait; null: it goes into the queue. */
  waitsIn(candidate: Candidate): BatchId | null
  /** As it is to be sent by what was said last; unchanged where nothing was said. */
  asOrdered(candidate: Candidate): Candidate
  /** Nobody wants it any more. */
  isGivenUp(candidate: Candidate): boolean
  /** Those that hold photos. */
  batches(): BatchId[]
  readonly answers: StagedAnswers
}

/** How a batch was picked. */
export type Wish = { profile: ProfileName; sending: SendingSettings; order: PhotoOrder }

type Needs = {
  clock: Clock
  store: QueueStore
  batches: Batches
  uploader(): Uploader
  /** Candidates of this batch that are not judged yet. */
  judging(batch: BatchId): number
  /** Tells the end of a job a person cancelled, and frees who waited for it. */
  cancelled(job: UploadJob): void
  isProfile(name: ProfileName): boolean
  offer(candidate: Candidate): void
  /** A file that waited for the image of a job which is no more stands on its own again. */
  lookAtTwin(twin: KnownPhoto, job: UploadJob): void
  /** What was picked is kept until it is judged, as it is to be sent by this word. */
  picks(): Pick<Picks, 'replace' | 'ordered' | 'giveUp'>
  tellDropped(batch: BatchId): void
  tellSent(batch: BatchId): void
  tellMoved(from: BatchId, to: BatchId, profile: ProfileName): void
  tellQueueChanged(): void
}

/** Of this run: what an earlier one left has been listed as far as it ever will be. */
type Sheet = Wish & {
  listed: boolean
  leftOut: number
  standing: 'open' | 'sent' | 'dropped' | 'moved'
  /** The last word on how it is sent. */
  said: Partial<SendingSettings>
  stop: AbortController
}

/** Reserving the image is the one call that counts; the bytes go to another host (images-api §2.14). */
const callsPerPhoto = 1

export function createStaging(needs: Needs): Staging {
  const { clock, store, batches, uploader } = needs
  const sheets = new Map<BatchId, Sheet>()

  function sheetOf(batch: BatchId): Sheet | undefined {
    const known = sheets.get(batch)
    if (known !== undefined) return known.standing === 'open' ? known : undefined
    const left = store.staged.batches().find(one => one.batch === batch)
    if (left === undefined) return undefined
    const [first = ''] = store.staged.jobs(batch)
    const sending = store.jobs.get(first)?.sending ?? defaultSending
    const sheet = fresh({ profile: left.profile, sending, order: 'newest' })
    sheet.listed = true
    sheets.set(batch, sheet)
    return sheet
  }

  const fresh = (picked: Wish): Sheet => ({
    ...picked,
    listed: false,
    leftOut: 0,
    standing: 'open',
    said: {},
    stop: new AbortController(),
  })

  function begin(picked: Wish): BatchId {
    const batch = batches.begin()
    sheets.set(batch, fresh(picked))
    return batch
  }

  async function move(batch: BatchId, profile: ProfileName): Promise<Outcome<{ batch: BatchId }>> {
    const sheet = sheetOf(batch)
    if (sheet === undefined) return fail({ code: 'batch-unknown', batch })
    if (!needs.isProfile(profile)) return fail({ code: 'profile-unknown', profile })
    if (profile === sheet.profile) return succeed({ batch })
    if (!sheet.listed || needs.judging(batch) > 0)
      return fail({ code: 'step-not-possible', step: 'move', state: 'judging' })
    sheet.standing = 'moved'
    const { sending, order } = sheet
    const to = begin({ profile, sending, order })
    needs.tellMoved(batch, to, profile)
    const rest = { profile, folder: null, sending, order, settleMs: defaultFolderSettings.settleMs }
    const asPicked = { byHand: true, anew: false, staged: to, batches: [to] }
    const picked = { paths: store.staged.paths(batch), profile, sending, order, staged: true }
    await needs.picks().replace(batch, to, picked, () =>
      moveStaged(batch, sheet.profile, {
        ...needs,
        offer: stamp => needs.offer({ stamp, ...rest, ...asPicked }),
      }),
    )
    listed(to)
    batches.close(to)
    needs.tellQueueChanged()
    return succeed({ batch: to })
  }

  function passOver(batch: BatchId, files: number): void {
    const sheet = sheets.get(batch)
    if (sheet !== undefined) sheet.leftOut += files
  }

  function listed(batch: BatchId): void {
    const sheet = sheets.get(batch)
    if (sheet !== undefined) sheet.listed = true
  }

  /** What is on the sheet without a job may be sent all the same one day: then as was said of the sheet. */
  function keepWord(batch: BatchId, said: Partial<SendingSettings>, photo: KnownPhoto | undefined): void {
    if (photo?.staged?.batch === batch && photo.sending !== null)
      store.ledger.put({ ...photo, sending: { ...photo.sending, ...said } })
  }

  /** Does one thing to the chosen photos that wait in the batch, or to all of it, which closes it. */
  async function close(
    batch: BatchId,
    chosen: readonly JobId[] | undefined,
    standing: 'sent' | 'dropped',
    said: Partial<SendingSettings>,
    act: (job: UploadJob) => void,
  ): Promise<Outcome<{ changed: number }>> {
    const sheet = sheetOf(batch)
    if (sheet === undefined) return fail({ code: 'batch-unknown', batch })
    if (chosen === undefined) {
      // What is still being judged follows this word.
      sheet.standing = standing
      sheet.said = said
      if (standing === 'sent') needs.picks().ordered(batch, said)
      else needs.picks().giveUp(batch)
      if (standing === 'dropped') sheet.stop.abort({ code: 'interrupted' } satisfies Problem)
    }
    if (chosen === undefined && standing === 'sent')
      await inSlices(store.staged.paths(batch), clock, store, path =>
        keepWord(batch, said, store.ledger.get(sheet.profile, path)),
      )
    let changed = 0
    await inSlices(chosen ?? store.staged.jobs(batch), clock, store, id => {
      const job = store.jobs.get(id)
      if (job?.state.kind !== 'staged' || job.state.batch !== batch) return
      act(job)
      changed += 1
    })
    if (chosen === undefined) store.staged.release(batch)
    needs.tellQueueChanged()
    return succeed({ changed })
  }

  function view(batch: BatchId, sheet: Sheet, names: number): StagedView {
    const ready = groupOf(store.staged.ready(batch, names))
    const others = store.staged.others(batch, names)
    const named = (group: string) => groupOf(others.find(one => one.group === group))
    const judging = needs.judging(batch)
    return {
      batch,
      profile: sheet.profile,
      sending: sheet.sending,
      judging,
      complete: sheet.listed && judging === 0,
      ready,
      held: others.flatMap(one => {
        const rule = FindingRule.safeParse(one.group)
        return rule.success ? [{ rule: rule.data, ...groupOf(one) }] : []
      }),
      duplicates: named('duplicate'),
      underWay: named('under-way'),
      leftOut: sheet.leftOut,
      calls: ready.count * callsPerPhoto,
    }
  }

  return {
    begin,
    resume: (batch, picked) => void sheets.set(batch, fresh(picked)),
    passOver,
    listed,
    signalOf: batch => (sheets.get(batch)?.stop ?? new AbortController()).signal,
    waitsIn: ({ staged }) => (staged !== null && sheetOf(staged) !== undefined ? staged : null),
    asOrdered(candidate) {
      const sheet = candidate.staged === null ? undefined : sheets.get(candidate.staged)
      return sheet?.standing === 'sent' ? { ...candidate, sending: { ...candidate.sending, ...sheet.said } } : candidate
    },
    isGivenUp: ({ staged }) => staged !== null && sheets.get(staged)?.standing === 'dropped',
    batches: () => store.staged.batches().map(({ batch }) => batch),
    answers: {
      stagedBatch: async ({ batch, names }) => {
        const sheet = sheetOf(batch)
        return sheet === undefined ? fail({ code: 'batch-unknown', batch }) : succeed(view(batch, sheet, names))
      },
      sendStaged: async ({ batch, jobs, sending }) => {
        const said = given(sending ?? {})
        const sent = await close(batch, jobs, 'sent', said, job => {
          for (const twin of store.ledger.twinsOf(job.id)) keepWord(batch, said, twin)
          uploader().tell({ kind: 'jobOrdered', job, sending: said, now: clock.now() })
        })
        if (sent.ok && jobs === undefined) needs.tellSent(batch)
        return sent
      },
      moveStaged: ({ batch, profile }) => move(batch, profile),
      dropStaged: async ({ batch, jobs }) => {
        const dropped = await close(batch, jobs, 'dropped', {}, job => {
          uploader().tell({ kind: 'cancelled', job })
          needs.cancelled({ ...job, state: { kind: 'cancelled' } })
        })
        if (dropped.ok) needs.tellDropped(batch)
        return dropped
      },
    },
  }
}

/** Only what was said: an undefined would otherwise overwrite what was said before. */
const given = (sending: { [Key in keyof SendingSettings]?: SendingSettings[Key] | undefined }) =>
  Object.fromEntries(Object.entries(sending).filter(([, value]) => value !== undefined)) as Partial<SendingSettings>

const groupOf = (sum: StagedSum | undefined): StagedGroup =>
  sum === undefined
    ? { count: 0, bytes: 0, names: [] }
    : { count: sum.count, bytes: sum.bytes, names: sum.paths.map(nameOf) }

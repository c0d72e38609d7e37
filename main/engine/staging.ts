import {
  type Answers,
  type BatchId,
  fail,
  FindingRule,
  type JobId,
  type Outcome,
  type Problem,
  type ProfileName,
  type StagedGroup,
  type StagedView,
  succeed,
  type UploadJob,
} from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import type { Candidate } from './candidate.ts'
import { nameOf } from './decide.ts'
import { inSlices } from './in-slices.ts'
import type { Clock, QueueStore, StagedSum } from './ports.ts'
import type { Uploader } from './uploader.ts'

export type StagedAnswers = Pick<Answers, 'stagedBatch' | 'sendStaged' | 'dropStaged'>

/** Batches that are judged but wait for the word to be sent: the sheet a person looks at first. */
export interface Staging {
  begin(profile: ProfileName): BatchId
  /** All that was picked has been found. */
  listed(batch: BatchId): void
  /** Ends the listing of a batch that was given up. */
  signalOf(batch: BatchId): AbortSignal
  /** The batch in which an accepted photo has to wait; null: it goes into the queue. */
  waitsIn(candidate: Candidate): BatchId | null
  /** Nobody wants it any more. */
  isGivenUp(candidate: Candidate): boolean
  /** Those that hold photos. */
  batches(): BatchId[]
  readonly answers: StagedAnswers
}

type Needs = {
  clock: Clock
  store: QueueStore
  batches: Batches
  uploader(): Uploader
  /** Candidates of this batch that are not judged yet. */
  judging(batch: BatchId): number
  /** Tells the end of a job a person cancelled, and frees who waited for it. */
  cancelled(job: UploadJob): void
  tellDropped(batch: BatchId): void
  tellQueueChanged(): void
}

/** Of this run: what an earlier one left has been listed as far as it ever will be. */
type Sheet = { profile: ProfileName; listed: boolean; standing: 'open' | 'sent' | 'dropped'; stop: AbortController }

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
    const sheet: Sheet = { profile: left.profile, listed: true, standing: 'open', stop: new AbortController() }
    sheets.set(batch, sheet)
    return sheet
  }

  /** Does one thing to the chosen photos that wait in the batch, or to all of it, which closes it. */
  async function close(
    batch: BatchId,
    chosen: readonly JobId[] | undefined,
    standing: 'sent' | 'dropped',
    act: (job: UploadJob) => void,
  ): Promise<Outcome<{ changed: number }>> {
    const sheet = sheetOf(batch)
    if (sheet === undefined) return fail({ code: 'batch-unknown', batch })
    if (chosen === undefined) {
      // What is still being judged follows this word.
      sheet.standing = standing
      if (standing === 'dropped') sheet.stop.abort({ code: 'interrupted' } satisfies Problem)
    }
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
      judging,
      complete: sheet.listed && judging === 0,
      ready,
      held: others.flatMap(one => {
        const rule = FindingRule.safeParse(one.group)
        return rule.success ? [{ rule: rule.data, ...groupOf(one) }] : []
      }),
      duplicates: named('duplicate'),
      underWay: named('under-way'),
      calls: ready.count * callsPerPhoto,
    }
  }

  return {
    begin(profile) {
      const batch = batches.begin()
      sheets.set(batch, { profile, listed: false, standing: 'open', stop: new AbortController() })
      return batch
    },
    listed(batch) {
      const sheet = sheets.get(batch)
      if (sheet !== undefined) sheet.listed = true
    },
    signalOf: batch => (sheets.get(batch)?.stop ?? new AbortController()).signal,
    waitsIn: ({ staged }) => (staged !== null && sheetOf(staged) !== undefined ? staged : null),
    isGivenUp: ({ staged }) => staged !== null && sheets.get(staged)?.standing === 'dropped',
    batches: () => store.staged.batches().map(({ batch }) => batch),
    answers: {
      stagedBatch: async ({ batch, names }) => {
        const sheet = sheetOf(batch)
        return sheet === undefined ? fail({ code: 'batch-unknown', batch }) : succeed(view(batch, sheet, names))
      },
      sendStaged: ({ batch, jobs }) =>
        close(batch, jobs, 'sent', job => uploader().tell({ kind: 'jobResumed', job, now: clock.now() })),
      dropStaged: async ({ batch, jobs }) => {
        const dropped = await close(batch, jobs, 'dropped', job => {
          uploader().tell({ kind: 'cancelled', job })
          needs.cancelled({ ...job, state: { kind: 'cancelled' } })
        })
        if (dropped.ok) needs.tellDropped(batch)
        return dropped
      },
    },
  }
}

const groupOf = (sum: StagedSum | undefined): StagedGroup =>
  sum === undefined
    ? { count: 0, bytes: 0, names: [] }
    : { count: sum.count, bytes: sum.bytes, names: sum.paths.map(nameOf) }

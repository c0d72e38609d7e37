import {
  type BatchId,
  cloudflareLimits,
  type Finding,
  type JobState,
  type PhotoFacts,
  type PhotoFormat,
  type Preparation,
  type Receipt,
  type SendingSettings,
  type UploadJob,
} from '../../preload/contract/index.ts'
import { type Candidate, placeOf } from './candidate.ts'
import type { Inspection, QueueStore } from './ports.ts'
import { preflight } from './preflight.ts'
import { isActive, isEnded } from './queue.ts'

/**
 * What becomes of an inspected candidate. At most one undelivered job exists for the same bytes of one account,
 * so nothing can be sent twice; `older` is the job this path had for bytes it no longer has.
 */
export type Decision =
  /** First it must be known whether the file of this job is still where it was. */
  | { kind: 'ask'; job: UploadJob }
  | { kind: 'held'; findings: Finding[]; older: UploadJob | null }
  | { kind: 'duplicate'; receipt: Receipt; older: UploadJob | null }
  /** Another file with these bytes has the job; this one shares its end. */
  | { kind: 'twin'; of: UploadJob; older: UploadJob | null }
  /** The job for these bytes exists; its file was touched, or moved here. */
  | { kind: 'known'; job: UploadJob; revives: boolean; older: UploadJob | null }
  /** `replaces`: the job goes on under the same id with what is new; `older` that is no part of this is given up. */
  | { kind: 'accepted'; job: UploadJob; replaces: UploadJob | null; older: UploadJob | null }

type Needs = {
  store: QueueStore
  newId(): string
  now(): number
  /** The batch in which it has to wait once it is accepted. */
  waitsIn: BatchId | null
  /** Undefined: not looked yet. */
  isStillThere(job: UploadJob): boolean | undefined
}

/** The content type of a photo by what its bytes are. */
export const mimeTypeOf = (facts: PhotoFacts | null): string =>
  (facts && mimeTypes[facts.format]) ?? 'application/octet-stream'

const mimeTypes: Partial<Record<PhotoFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  heic: 'image/heic',
  avif: 'image/avif',
}

/** The last part of a path of any system. */
export const nameOf = (path: string) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

/** Decides in one breath with what is entered next: nothing can come between the two. */
export function decide(candidate: Candidate, inspection: Inspection, needs: Needs): Decision {
  const { store } = needs
  const { profile, sending } = candidate
  const { stamp, sha256, facts } = inspection
  const own = store.jobs.ofPath(profile, stamp.path) ?? null
  const older = own !== null && own.sha256 !== sha256 ? own : null

  const judgement = preflight(facts, inspection.findings, sending, sha256, cloudflareLimits)
  if (judgement.kind === 'held') return { kind: 'held', findings: judgement.findings, older: own }

  const receipt = store.receipts.ofBytes(profile, sha256)
  if (receipt !== undefined) return { kind: 'duplicate', receipt, older: own }

  const accept = (replaces: UploadJob | null): Decision => {
    const job = jobOf(candidate, inspection, judgement.preparation, replaces, needs)
    return { kind: 'accepted', job, replaces, older: older?.id === replaces?.id ? null : older }
  }
  const same = store.jobs.ofBytes(profile, sha256)
  if (same === undefined) {
    // What a person deleted from the account is not sent again by itself, wherever its bytes turn up; named by hand it is.
    const ended = candidate.byHand ? undefined : store.receipts.endedOfBytes(profile, sha256)
    return ended === undefined ? accept(older) : { kind: 'duplicate', receipt: ended, older: own }
  }

  const isHere = same.stamp.path === stamp.path
  const isThere = isActive(same) || needs.isStillThere(same)
  if (!isHere && isThere === undefined) return { kind: 'ask', job: same }
  const isElsewhere = !isHere && isThere === true
  const isStaged = same.state.kind === 'staged'
  // A sheet takes nothing from what was ordered before, and holds no photo twice.
  const isLeft = needs.waitsIn !== null && !isEnded(same) && (!isStaged || isIn(same, needs.waitsIn))
  const isOtherwise =
    candidate.byHand && !isLeft && (isStaged || needs.waitsIn !== null || !isSameSending(sending, same.sending))
  // A cancelled or refused photo stays so until a person names it; one that was missing is simply found again.
  const revives = !isLeft && ((candidate.byHand && (isEnded(same) || isStaged)) || wasGone(same))
  if (isHere ? isOtherwise : revives && (isElsewhere || isOtherwise)) return accept(same)
  return isElsewhere ? { kind: 'twin', of: same, older } : { kind: 'known', job: same, revives, older }
}

const isIn = ({ state }: UploadJob, batch: BatchId) => state.kind === 'staged' && state.batch === batch
const wasGone = ({ state }: UploadJob) => state.kind === 'failed' && state.because.code === 'photo-gone'

/** What waits for a person's word waits on, though a watched folder reports new bytes of it. */
function stateOf({ byHand }: Candidate, replaces: UploadJob | null, waitsIn: BatchId | null): JobState {
  if (waitsIn !== null) return { kind: 'staged', batch: waitsIn }
  return replaces?.state.kind === 'staged' && !byHand ? replaces.state : { kind: 'queued' }
}

/** Would these be sent the same way? */
export function isSameSending(a: SendingSettings, b: SendingSettings): boolean {
  const flat = ({ private: isPrivate, creator, tags }: SendingSettings) =>
    JSON.stringify([isPrivate, creator, Object.entries(tags).toSorted(([one], [two]) => (one < two ? -1 : 1))])
  return flat(a) === flat(b)
}

/** A photo with new bytes keeps its job: one place in the queue, one line on the screen. */
function jobOf(
  candidate: Candidate,
  { stamp, sha256, facts }: Inspection,
  preparation: Preparation,
  replaces: UploadJob | null,
  needs: Needs,
): UploadJob {
  // What a person picked by hand keeps their word on privacy when a watched folder reports new bytes of it.
  const wasByHand = replaces !== null && replaces.folder === null && !candidate.byHand
  return {
    id: replaces?.id ?? needs.newId(),
    profile: candidate.profile,
    folder: wasByHand ? null : candidate.folder,
    stamp,
    name: nameOf(stamp.path),
    type: mimeTypeOf(facts),
    sha256,
    preparation,
    sending: wasByHand ? replaces.sending : candidate.sending,
    priority: replaces?.priority ?? 0,
    place: placeOf(candidate.order, stamp),
    attempts: 0,
    createdAt: replaces?.createdAt ?? needs.now(),
    state: stateOf(candidate, replaces, needs.waitsIn),
  }
}

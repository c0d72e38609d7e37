import {
  cloudflareLimits,
  type Finding,
  type PhotoFormat,
  type Preparation,
  type Receipt,
  type UploadJob,
} from '../../preload/contract/index.ts'
import { type Candidate, placeOf } from './candidate.ts'
import type { Disk, Inspection, QueueStore } from './ports.ts'
import { preflight } from './preflight.ts'
import { isActive } from './queue.ts'

/**
 * What becomes of an inspected candidate. At most one undelivered job exists for the same bytes of one account,
 * so nothing can be sent twice; `older` is the job this path had for bytes it no longer has.
 */
export type Decision =
  | { kind: 'held'; findings: Finding[]; older: UploadJob | null }
  | { kind: 'duplicate'; receipt: Receipt; older: UploadJob | null }
  /** Another file with these bytes is on its way; this one will share its image. */
  | { kind: 'twin'; of: UploadJob; older: UploadJob | null }
  /** The job for these bytes exists; its file was touched, or moved here. */
  | { kind: 'known'; job: UploadJob; older: UploadJob | null }
  | { kind: 'accepted'; job: UploadJob; older: UploadJob | null }

type Needs = { store: QueueStore; disk: Disk; newId(): string; now(): number }

const mimeTypes: Partial<Record<PhotoFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  heic: 'image/heic',
  avif: 'image/avif',
}

const nameOf = (path: string) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)

export async function decide(candidate: Candidate, inspection: Inspection, needs: Needs): Promise<Decision> {
  const { store } = needs
  const { profile, sending } = candidate
  const { stamp, sha256, facts } = inspection
  const own = store.jobs.ofPath(profile, stamp.path)
  const older = own !== undefined && own.sha256 !== sha256 ? own : null

  const judgement = preflight(facts, inspection.findings, sending, sha256, cloudflareLimits)
  if (judgement.kind === 'held') return { kind: 'held', findings: judgement.findings, older: own ?? null }

  const receipt = store.receipts.ofBytes(profile, sha256)
  if (receipt !== undefined) return { kind: 'duplicate', receipt, older: own ?? null }

  const same = store.jobs.ofBytes(profile, sha256)
  if (same !== undefined) {
    const isHere = same.stamp.path === stamp.path
    if (isHere || (!isActive(same) && !(await isStillThere(same, needs.disk))))
      return { kind: 'known', job: same, older }
    return { kind: 'twin', of: same, older }
  }
  return { kind: 'accepted', job: jobOf(candidate, inspection, judgement.preparation, older, needs), older }
}

async function isStillThere(job: UploadJob, disk: Disk): Promise<boolean> {
  const now = await disk.stat(job.stamp.path)
  return now.ok && now.value.size === job.stamp.size && now.value.mtimeMs === job.stamp.mtimeMs
}

/** A photo with new bytes keeps its job: one place in the queue, one line on the screen. */
function jobOf(
  candidate: Candidate,
  { stamp, sha256, facts }: Inspection,
  preparation: Preparation,
  older: UploadJob | null,
  needs: Needs,
): UploadJob {
  return {
    id: older?.id ?? needs.newId(),
    profile: candidate.profile,
    folder: candidate.folder,
    stamp,
    name: nameOf(stamp.path),
    type: (facts && mimeTypes[facts.format]) ?? 'application/octet-stream',
    sha256,
    preparation,
    sending: candidate.sending,
    priority: older?.priority ?? 0,
    place: placeOf(candidate.order, stamp),
    attempts: 0,
    createdAt: older?.createdAt ?? needs.now(),
    state: { kind: 'queued' },
  }
}

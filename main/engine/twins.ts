import type { Receipt, UploadJob } from '../../preload/contract/index.ts'
import { type Ending, endingOfJob, endingOfKnown } from './ended-photo.ts'
import type { KnownPhoto, QueueStore } from './ports.ts'
import { isEnded } from './queue.ts'

type Needs = {
  store: QueueStore
  tellEnded(ending: Ending): void
  lookAgain(twin: KnownPhoto, job: UploadJob | undefined): void
}

/** Files with the same bytes as a photo on its way share its end: its image, or a chance of their own when it is gone. */
export function settleTwins(job: UploadJob, receipt: Receipt | undefined, needs: Needs): void {
  for (const twin of needs.store.ledger.twinsOf(job.id)) settleTwin(twin, job, receipt, needs)
}

/** At start: what the last run did not get to tell. */
export function recoverTwins(needs: Needs): void {
  for (const twin of [...needs.store.ledger.twins()]) {
    const job =
      twin.verdict.kind === 'duplicate' && 'job' in twin.verdict.of
        ? needs.store.jobs.get(twin.verdict.of.job)
        : undefined
    if (job === undefined || isEnded(job))
      settleTwin(twin, job, job && needs.store.receipts.ofBytes(job.profile, job.sha256), needs)
  }
}

function settleTwin(twin: KnownPhoto, job: UploadJob | undefined, receipt: Receipt | undefined, needs: Needs): void {
  if (job?.state.kind === 'delivered' && receipt !== undefined && receipt.sha256 === twin.sha256) {
    const known: KnownPhoto = { ...twin, verdict: { kind: 'duplicate', of: { image: receipt.imageId } } }
    needs.store.transaction('soon', () => needs.store.ledger.put(known))
    return needs.tellEnded(endingOfKnown(known, receipt))
  }
  if (job?.state.kind === 'failed' && job.state.because.code !== 'photo-gone')
    return needs.tellEnded({ ...endingOfJob(job, undefined, false), path: twin.stamp.path })
  // Its bytes will not come by the other file any more.
  needs.store.transaction('soon', () => needs.store.ledger.forget(twin.profile, twin.stamp.path))
  needs.lookAgain(twin, job)
}

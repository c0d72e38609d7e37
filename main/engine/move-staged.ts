import type { BatchId, FileStamp, ProfileName, UploadJob } from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import { keyOf } from './candidate.ts'
import { inSlices } from './in-slices.ts'
import type { Clock, KnownPhoto, QueueStore } from './ports.ts'

type Needs = {
  clock: Clock
  store: QueueStore
  batches: Batches
  /** A file elsewhere that waited for the image of one of these stands on its own again. */
  lookAtTwin(twin: KnownPhoto, job: UploadJob): void
  /** To be judged for the other account. */
  offer(stamp: FileStamp): void
}

/** Takes all photos of a batch from one account: what was only to be sent there is forgotten, what is known of it stays. */
export async function moveStaged(batch: BatchId, from: ProfileName, needs: Needs): Promise<void> {
  const { clock, store, batches, lookAtTwin, offer } = needs
  const isOurs = (job: UploadJob | undefined) => job?.state.kind === 'staged' && job.state.batch === batch
  /** It was ordered before, or is delivered: nothing of that is undone. */
  const stays = ({ verdict }: KnownPhoto) => {
    if (verdict.kind === 'accepted') return !isOurs(store.jobs.get(verdict.job))
    if (verdict.kind !== 'duplicate') return false
    return 'image' in verdict.of || !isOurs(store.jobs.get(verdict.of.job))
  }
  const known = store.staged.paths(batch).flatMap(path => store.ledger.get(from, path) ?? [])
  await inSlices(
    known.filter(photo => !stays(photo)),
    clock,
    store,
    ({ stamp }) => store.ledger.forget(from, stamp.path),
  )
  await inSlices(store.staged.jobs(batch), clock, store, id => {
    const job = store.jobs.get(id)
    if (job === undefined || !isOurs(job)) return
    store.jobs.remove(id)
    for (const twin of store.ledger.twinsOf(id)) {
      store.ledger.forget(twin.profile, twin.stamp.path)
      lookAtTwin(twin, job)
    }
  })
  store.staged.release(batch)
  for (const { stamp } of known) {
    batches.end(keyOf({ profile: from, stamp }))
    offer(stamp)
  }
}

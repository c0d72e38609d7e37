import type { QueueView } from '../../preload/contract/index.ts'
import type { Bandwidth } from './bandwidth.ts'
import type { Intake } from './intake.ts'
import type { Pauses } from './pauses.ts'
import type { QueueStore } from './ports.ts'
import type { ProgressMeter } from './progress.ts'
import type { QuietKeeper } from './quiet-keeper.ts'
import type { Uploader } from './uploader.ts'

type Sources = {
  store: QueueStore
  uploader: Uploader
  meter: ProgressMeter
  bandwidth: Bandwidth
  intake: Intake
  pauses: Pauses
  quiet: QuietKeeper
}

/** The queue in one glance, as it is now. */
export function queueViewOf({ store, uploader, meter, bandwidth, intake, pauses, quiet }: Sources): QueueView {
  const bytesLeft = Math.max(0, store.jobs.bytesLeft() - meter.sentOfUnfinished())
  const speed = meter.speed()
  return {
    paused: pauses.byPerson,
    quiet: quiet.view(),
    metered: pauses.byMeter,
    concurrency: uploader.slots,
    bytesPerSecondLimit: bandwidth.limit,
    counts: { ...store.jobs.counts(), ...store.ledger.counts() },
    judging: intake.waiting,
    bytesLeft,
    speed,
    secondsLeft: speed === null || speed === 0 ? null : Math.round(bytesLeft / speed),
    closed: [...uploader.queue.closed.values()],
  }
}

import type { BatchId, Instant, SendingSettings } from '../../preload/contract/index.ts'
import type { Picked } from './candidate.ts'

/** What a person picked, and when; under the batch it became. */
export type KeptPick = Picked & {
  sending: SendingSettings
  batch: BatchId
  at: Instant
  /** Runs in a row that went on with it and ended before one photo of it was judged. */
  tries: number
}

/** What was picked by hand and is not judged to the last photo yet, in the order it was said. */
export interface PickedStore {
  all(): KeptPick[]
  get(batch: BatchId): KeptPick | undefined
  save(pick: KeptPick): void
  setTries(batch: BatchId, tries: number): void
  /** The photo at this path needs nothing more from this pick. */
  markDone(batch: BatchId, path: string): void
  isDone(batch: BatchId, path: string): boolean
  /** Those that have a photo left which was picked by its own path, with these alone. */
  left(): Pick<KeptPick, 'batch' | 'profile' | 'paths'>[]
  remove(batch: BatchId): void
}

import type {
  BatchId,
  DropId,
  DroppedFile,
  DropSending,
  FeedEvent,
  JobId,
  KnownId,
  MeasuredOriginal,
  Outcome,
  Problem,
  SentDrop,
  WindowPlace,
} from '../../../preload/contract/index.ts'
import type { KeychainQuestion } from '../../adapters/keytar-vault/keychain-talk.ts'
import type { JobPhoto, KnownPicture } from '../job-photo.ts'
import type { WantedImage, WantedThumbnail } from '../web/photo-sources.ts'
import type { PhotoOnAccount, WantedTrial } from '../web/trial/trials.ts'
import type { PackedPicture } from './packed-picture.ts'

/** Bytes that were dropped or pasted and lie nowhere on the disk. */
export type LooseBytes = { drop: DropId; name: string; bytes: Uint8Array; modifiedAt: number | null }

/** What the desktop itself asks of its engine, beside the commands. No page can say these. */
export type RoomAnswers = {
  photoOf(of: { job: JobId }): Promise<JobPhoto | null>
  pictureOf(of: { known: KnownId }): Promise<KnownPicture | null>
  image(wanted: WantedImage, signal: AbortSignal): Promise<Outcome<PackedPicture>>
  thumbnail(wanted: WantedThumbnail, signal: AbortSignal): Promise<Outcome<PackedPicture<{ isLasting: boolean }>>>
  original(wanted: PhotoOnAccount, signal: AbortSignal): Promise<Outcome<PackedPicture<{ name: string }>>>
  trial(wanted: WantedTrial, signal: AbortSignal): Promise<Outcome<PackedPicture>>
  measure(of: { photo: PhotoOnAccount; reach: 'here' | 'anywhere' }): Promise<Outcome<MeasuredOriginal | null>>
  flexible(photo: PhotoOnAccount, signal: AbortSignal): Promise<Outcome<boolean | null>>
  keepLoose(loose: LooseBytes): Promise<Outcome<DroppedFile>>
  sendLoose(order: { drop: DropId; how: DropSending }): Promise<Outcome<SentDrop>>
  giveUpLoose(order: { drop: DropId }): Promise<Outcome<Record<string, never>>>
  hold(order: { because: 'asleep' | 'metered'; isHeld: boolean }): Promise<null>
  /** After a sleep nobody knows what the watchers have missed. */
  crawlAll(order: Record<string, never>): Promise<null>
}
export type RoomOrder = keyof RoomAnswers

/** What another start of the program, or another program of this person, brings: photos to look at, a place to show. */
export type Handed = { batch: BatchId | null; place: WindowPlace | null }

export type ToRoom =
  | { kind: 'begin'; home: string; apiToken: string | undefined }
  /** A command of the contract, as a page says it. */
  | { kind: 'call'; id: number; name: unknown; input: unknown }
  | { kind: 'order'; id: number; order: RoomOrder; input: unknown }
  /** Nobody waits for the answer to this order any more. */
  | { kind: 'giveUp'; id: number }
  | { kind: 'keychainSaid'; message: unknown }
  | { kind: 'keychainGone'; detail: string }
  | { kind: 'stop' }

export type FromRoom =
  | { kind: 'began'; notices: readonly Problem[] }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'answer'; id: number; answer: unknown }
  | { kind: 'told'; event: FeedEvent }
  | { kind: 'handed'; handed: Handed }
  | { kind: 'askKeychain'; question: KeychainQuestion }
  | { kind: 'killKeychain' }

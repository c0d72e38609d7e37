import type {
  BatchId,
  FileStamp,
  FolderId,
  PhotoOrder,
  ProfileName,
  SendingSettings,
} from '../../preload/contract/index.ts'

/** A file we noticed, with all that is needed to judge it: for whom, from where, and how it would be sent. */
export type Candidate = {
  stamp: FileStamp
  profile: ProfileName
  folder: FolderId | null
  sending: SendingSettings
  order: PhotoOrder
  settleMs: number
  /** A person named it: it is sent as they said, even where it was cancelled or failed before. */
  byHand: boolean
  /** It is read again, whatever the ledger says of it. */
  anew: boolean
  /** The batch in which it waits for the word to be sent. */
  staged: BatchId | null
  batches: readonly BatchId[]
}

/** What a person picked: files as they are, folders with all that is in them. */
export type Picked = {
  paths: readonly string[]
  profile: ProfileName
  sending: Partial<SendingSettings>
  order: PhotoOrder
  /** Judged only, until the word to send. */
  staged: boolean
}

/** One place on disk, for one account. */
export const keyOf = (candidate: { profile: ProfileName; stamp: { path: string } }): string =>
  `${candidate.profile}\n${candidate.stamp.path}`

const latest = 8_640_000_000_000_000

/** Its place in line as text that sorts: newest first, oldest first, or by name. */
export function placeOf(order: PhotoOrder, stamp: FileStamp): string {
  if (order === 'name') return stamp.path.toLowerCase()
  const time = Math.round(order === 'newest' ? latest - stamp.mtimeMs : stamp.mtimeMs)
  return String(Math.max(0, time)).padStart(16, '0')
}

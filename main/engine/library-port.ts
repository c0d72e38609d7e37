import type {
  Image,
  ImageId,
  Instant,
  LibraryFilter,
  LibraryIndex,
  LibraryQuery,
  LibrarySums,
  ProfileName,
} from '../../preload/contract/index.ts'

/**
 * Up to where the mirror is known to agree with the account. `newest`: upload time of the newest image at the last finished
 * sync; `wholeAt`: when everything was last looked at, by our clock; `agreed`: no sync has entered changes and not finished since.
 */
export type SyncMark = { newest: Instant; wholeAt: Instant; agreed: boolean }

/** The store knows no folders: `under` is where the photos of one lay, a path. */
export type MirrorFilter = Omit<LibraryFilter, 'folder'> & { under?: string | undefined }

/** The local mirror of what is on the accounts: for search without asking anybody. The service is right, this is a copy. */
export interface LibraryStore {
  put(profile: ProfileName, images: readonly Image[]): void
  get(profile: ProfileName, id: ImageId): Image | undefined
  /** Those of these images that are in the mirror, in no order. */
  some(profile: ProfileName, ids: readonly ImageId[]): Image[]
  remove(profile: ProfileName, ids: readonly ImageId[]): void
  /** All of a profile that is gone. */
  forget(profile: ProfileName): void
  count(profile: ProfileName): number
  /** Ids of everything uploaded at or after an instant, to compare with what the service lists. */
  since(profile: ProfileName, from: Instant): ImageId[]
  /** Every image that meets the filter, in its order. */
  list(profile: ProfileName, filter: MirrorFilter): LibraryIndex
  creators(profile: ProfileName): LibrarySums['creators']
  page(
    profile: ProfileName,
    query: MirrorFilter & Pick<LibraryQuery, 'after' | 'limit'>,
  ): { rows: Image[]; next: string | null; total: number }
  /**
   * An image got a new id: mirror with the shape it has, receipts, delivered jobs and duplicates in the ledger name the new one from now on.
   * Call inside a transaction.
   */
  move(profile: ProfileName, from: ImageId, to: Image): void
  /** Lost with the mirror: then everything is looked at again. */
  mark(profile: ProfileName): SyncMark | undefined
  setMark(profile: ProfileName, mark: SyncMark): void
  /** When the mirror was last compared with the account. */
  syncedAt(profile: ProfileName): Instant | undefined
  setSyncedAt(profile: ProfileName, at: Instant): void
  /** Somebody saw the picture: width by height. */
  learnProportion(profile: ProfileName, id: ImageId, proportion: number): void
}

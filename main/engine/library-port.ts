import type { Image, ImageId, Instant, LibraryQuery, ProfileName } from '../../preload/contract/index.ts'

/** The local mirror of what is on the accounts: for search without asking anybody. The service is right, this is a copy. */
export interface LibraryStore {
  put(profile: ProfileName, images: readonly Image[]): void
  get(profile: ProfileName, id: ImageId): Image | undefined
  remove(profile: ProfileName, ids: readonly ImageId[]): void
  /** All of a profile that is gone. */
  forget(profile: ProfileName): void
  count(profile: ProfileName): number
  /** Ids and stamps of everything uploaded at or after an instant, to compare with what the service lists. */
  since(profile: ProfileName, from: Instant): Image[]
  page(profile: ProfileName, query: LibraryQuery): { rows: Image[]; next: string | null; total: number }
  /**
   * An image got a new id: mirror, receipts, delivered jobs and duplicates in the ledger name the new one from now on.
   * Call inside a transaction.
   */
  move(profile: ProfileName, from: ImageId, to: Image): void
}

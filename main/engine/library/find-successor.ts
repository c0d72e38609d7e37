import {
  type Image,
  type ImageId,
  type Instant,
  type Outcome,
  type ProfileName,
  succeed,
} from '../../../preload/contract/index.ts'
import type { QueueStore } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'
import { listNewest } from './list-newest.ts'
import { secondOf, sha256Of } from './same-image.ts'

/** By what an image is known again under another id: all of it stays when the access changes, but the id (images-api §2.5). */
export type PhotoMark = {
  private: boolean
  uploadedAt: Instant
  filename: string | null
  creator: string | null
  sha256: string | null
}

type Needs = { store: QueueStore; calls: AccountCalls }

/** The image that was `old` before its access changed; null where the account lists none, or more than one. */
export async function findSuccessor(
  profile: ProfileName,
  old: ImageId,
  mark: PhotoMark,
  { store, calls }: Needs,
): Promise<Outcome<Image | null>> {
  const second = secondOf(mark.uploadedAt)
  const filters = mark.sha256 === null ? [] : [{ field: 'sha256', operator: 'eq:string', value: mark.sha256 } as const]
  const listing = listNewest(calls, profile, { filters })
  const found: Image[] = []
  for (;;) {
    const page = await listing.next()
    if (!page.ok) return page
    found.push(...page.value.filter(image => image.id !== old && isMarked(image, mark)))
    const last = page.value.at(-1)
    if (listing.isEnd() || (last !== undefined && secondOf(last.uploadedAt) < second)) break
  }
  // One that is known already is a photo of its own, with the same bytes and second.
  const isFree = ({ id }: Image) =>
    store.library.get(profile, id) === undefined && store.receipts.ofImage(profile, id) === undefined
  const free = found.filter(isFree)
  const [only, ...others] = free.length > 0 ? free : found
  // Of several that look alike none is taken: a person may delete by what we say here.
  return succeed(only !== undefined && others.length === 0 ? only : null)
}

const isMarked = (image: Image, mark: PhotoMark) =>
  image.private === mark.private &&
  secondOf(image.uploadedAt) === secondOf(mark.uploadedAt) &&
  image.filename === mark.filename &&
  image.creator === mark.creator &&
  sha256Of(image) === mark.sha256

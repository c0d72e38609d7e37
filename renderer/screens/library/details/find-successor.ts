import type { Image } from '../../../../preload/contract/index.ts'
import type { Desk } from '../../../state/desk.ts'
import { successorOf } from './successor-of.ts'

/** Looks for what an image is called now in the copy of the account’s list; null where nothing there can be it. */
export async function findSuccessor({ bridge }: Desk, profile: string, before: Image): Promise<Image | null> {
  const second = Math.floor(before.uploadedAt / 1_000) * 1_000
  const alike = await bridge.searchLibrary({
    profile,
    uploadedFrom: second,
    uploadedBefore: second + 1_000,
    limit: 1_000,
  })
  return alike.ok ? successorOf(before, alike.value.images) : null
}

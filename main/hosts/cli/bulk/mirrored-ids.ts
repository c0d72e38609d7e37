import { type Bridge, type ImageId, type Outcome, succeed } from '../../../../preload/contract/index.ts'

/** The ids of all images in the copy of the list on this computer, oldest first. */
export async function mirroredIds(bridge: Bridge, profile: string | undefined): Promise<Outcome<ImageId[]>> {
  const ids: ImageId[] = []
  let after: string | undefined
  do {
    const page = await bridge.searchLibrary({ profile, order: 'oldest', after, limit: 1_000 })
    if (!page.ok) return page
    ids.push(...page.value.images.map(image => image.id))
    after = page.value.next ?? undefined
  } while (after !== undefined)
  return succeed(ids)
}

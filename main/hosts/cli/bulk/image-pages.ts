import {
  type Bridge,
  type CommandInput,
  type Image,
  type Outcome,
  succeed,
} from '../../../../preload/contract/index.ts'

export type ImagePage = { images: readonly Image[]; isLast: boolean }

/** Images as the service lists them, page by page as they are wanted; ends after the last one or with a problem. */
export async function* imagePages(
  bridge: Bridge,
  query: CommandInput<'listImages'>,
): AsyncGenerator<Outcome<ImagePage>, void> {
  let { after } = query
  do {
    const page = await bridge.listImages({ ...query, after })
    yield page.ok ? succeed({ images: page.value.images, isLast: page.value.next === null }) : page
    after = page.ok ? (page.value.next ?? undefined) : undefined
  } while (after !== undefined)
}

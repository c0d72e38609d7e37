import { fail, type Image, type Outcome, type ProfileName, succeed } from '../../../preload/contract/index.ts'
import type { ImageList } from '../images-port.ts'
import type { AccountCalls } from './account-calls.ts'

/** The images of an account, newest first, page by page. */
export type Listing = {
  next(): Promise<Outcome<Image[]>>
  /** The last page was the last there is. */
  isEnd(): boolean
}

const mostPerPage = 1_000

export function listNewest(
  calls: AccountCalls,
  profile: ProfileName,
  choice: Pick<ImageList, 'creator' | 'filters'> = { filters: [] },
): Listing {
  let after: string | null = null
  let isEnd = false
  let begunAgain = false

  const page = (token: string | null) =>
    calls.repeat(profile, (images, signal) =>
      images.list({ ...choice, order: 'newest', limit: mostPerPage, ...(token !== null && { after: token }) }, signal),
    )

  return {
    async next() {
      let listed = await page(after)
      if (!listed.ok && listed.problem.code === 'request-refused' && after !== null && !begunAgain) {
        // A token may have expired while we had to wait (images-api §2.13): once more from the start, which shows nothing less.
        begunAgain = true
        after = null
        listed = await page(after)
      }
      if (!listed.ok) return listed
      const { images, next } = listed.value
      if (next !== null && next === after)
        return fail({ code: 'not-understood', status: 200, detail: 'the list of images does not go on' })
      after = next
      isEnd = after === null
      return succeed(images)
    },
    isEnd: () => isEnd,
  }
}

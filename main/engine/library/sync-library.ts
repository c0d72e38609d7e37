import {
  type Image,
  type ImageId,
  type Instant,
  isServiceId,
  type Outcome,
  type ProfileName,
  succeed,
  type SyncReport,
} from '../../../preload/contract/index.ts'
import type { SyncMark } from '../library-port.ts'
import type { Clock, QueueStore } from '../ports.ts'
import { type AccountCalls, countedCalls } from './account-calls.ts'
import { listNewest, type Listing } from './list-newest.ts'
import type { Mirror } from './mirror.ts'
import { proveGone } from './prove-gone.ts'
import { sha256Of } from './same-image.ts'
import { comparePage, isWholeDue, overlapMs, pairMoves, provenFrom } from './sync-plan.ts'

type Needs = {
  clock: Clock
  store: QueueStore
  calls: AccountCalls
  mirror: Mirror
  /** Images whose change is under way or of unknown end: what became of them is found out elsewhere. */
  isUnsettled(profile: ProfileName, id: ImageId): boolean
}

/** What one sync has seen so far. `proven`: since then everything was listed. `countAgrees`: the account counts as many as we. */
type Look = {
  everything: boolean
  seen: Set<ImageId>
  added: Image[]
  changed: number
  newest: Instant
  proven: Instant
  countAgrees: boolean
}

/** Brings the mirror up to date by listing, newest first, as far back as it must. Never deletes anything at the service. */
export function createSyncLibrary({ clock, store, mirror, ...needs }: Needs) {
  return async (profile: ProfileName, whole: boolean): Promise<Outcome<SyncReport>> => {
    const calls = countedCalls(needs.calls)
    const mark = store.library.mark(profile)
    const look: Look = {
      everything: whole || isWholeDue(mark, clock.now()),
      seen: new Set(),
      added: [],
      changed: 0,
      newest: mark?.newest ?? 0,
      proven: Number.POSITIVE_INFINITY,
      countAgrees: false,
    }
    const report = (removed: number, moved: number): Outcome<SyncReport> => {
      const { added, changed } = look
      const counts = { added: added.length - moved, changed, removed, moved }
      return succeed({
        profile,
        whole: listing.isEnd(),
        calls: calls.made(),
        total: store.library.count(profile),
        ...counts,
      })
    }

    const listing = listNewest(calls, profile)
    const looked = await lookBack(profile, look, mark, listing, calls)
    if (!looked.ok) return looked
    // The mark stays where it was: what was not looked at now is looked at once something is new.
    if (looked.value === 'as it was') return report(0, 0)

    const { moved, gone } = parted(profile, look)
    if (gone.length > 0 && !look.countAgrees) {
      const used = await calls.repeat(profile, (images, signal) => images.use(signal))
      if (!used.ok) return used
      look.countAgrees = used.value.current <= look.seen.size
    }
    const proven = await proveGone(profile, gone, look.countAgrees, { clock, calls, mirror })
    if (!proven.ok) return proven
    // What is taken away and the mark that says so, together and last: after a crash half-way the next sync looks again.
    store.transaction('soon', () => {
      for (const { from, to } of moved) store.library.move(profile, from, to)
      store.library.remove(profile, proven.value.gone)
      for (const id of proven.value.gone) store.receipts.end(profile, id, clock.now())
      const wholeAt = mark === undefined || listing.isEnd() ? clock.now() : mark.wholeAt
      if (proven.value.isAll) store.library.setMark(profile, { newest: look.newest, wholeAt, agreed: true })
    })
    if (moved.length + proven.value.gone.length > 0) mirror.tellChanged(profile)
    return report(proven.value.gone.length, moved.length)
  }

  /** Lists until it has gone back far enough, entering what is new or different page by page. */
  async function lookBack(
    profile: ProfileName,
    look: Look,
    mark: SyncMark | undefined,
    listing: Listing,
    calls: AccountCalls,
  ): Promise<Outcome<'as it was' | 'looked'>> {
    for (;;) {
      const page = await listing.next()
      if (!page.ok) return page
      const isFirst = look.seen.size === 0
      enterPage(profile, look, mark, page.value, listing.isEnd())
      if (listing.isEnd()) return succeed('looked')
      if (look.everything || mark === undefined) continue
      const { moved, gone } = parted(profile, look)
      const isQuiet = look.added.length + look.changed + gone.length === 0
      if (isFirst && isQuiet && mark.agreed && look.newest <= mark.newest) return succeed('as it was')
      if (look.proven > mark.newest - overlapMs) continue
      if (isQuiet) return succeed('looked')
      const used = await calls.repeat(profile, (images, signal) => images.use(signal))
      if (!used.ok) return used
      look.countAgrees = used.value.current === store.library.count(profile) - moved.length - gone.length
      if (look.countAgrees) return succeed('looked')
      // Something changed further back, or the list is not to be trusted.
      look.everything = true
    }
  }

  function enterPage(
    profile: ProfileName,
    look: Look,
    mark: SyncMark | undefined,
    listed: readonly Image[],
    isEnd: boolean,
  ): void {
    // What we did ourselves just now, the list may not know yet.
    const heeded = listed.filter(({ id }) => !look.seen.has(id) && !mirror.isOurDeed(profile, id))
    const ids = heeded.map(({ id }) => id)
    const { added, changed, refilled, variantsChanged } = comparePage(heeded, store.library.some(profile, ids))
    if (added.length + changed.length > 0) {
      store.transaction('soon', () => {
        // Said before it is begun: a crash among these pages must not pass for a mirror that agrees.
        if (mark !== undefined) store.library.setMark(profile, { ...mark, agreed: false })
        store.library.put(profile, [...added, ...changed])
        for (const image of [...added, ...refilled]) enterReceipts(profile, image)
      })
      mirror.tellChanged(profile)
    }
    for (const { id, uploadedAt } of listed) {
      look.seen.add(id)
      look.newest = Math.max(look.newest, uploadedAt)
    }
    look.added.push(...added)
    look.changed += changed.length
    look.everything ||= variantsChanged
    look.proven = Math.min(look.proven, provenFrom(listed, isEnd))
  }

  /** An id the service chose holds the same bytes for ever; one of a person's own may have been filled anew. */
  function enterReceipts(profile: ProfileName, image: Image): void {
    if (isServiceId(image.id)) store.receipts.end(profile, image.id, null)
    else store.receipts.filled(profile, image.id, sha256Of(image), clock.now())
  }

  /** What the list should have shown and did not: moved to another id, or gone. */
  function parted(profile: ProfileName, look: Look): ReturnType<typeof pairMoves> {
    const ids = store.library.since(profile, look.proven)
    const missing = ids.filter(id => !look.seen.has(id) && !needs.isUnsettled(profile, id))
    return pairMoves(store.library.some(profile, missing), look.added)
  }
}

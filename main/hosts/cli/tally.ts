import type { EndedPhoto, EndedState } from '../../../preload/contract/index.ts'

/** What has ended so far, in numbers; of the photos themselves only the first few are kept. */
export type Tally = {
  readonly counts: Readonly<Record<EndedState, number>>
  readonly bytesOf: Readonly<Record<EndedState, number>>
  readonly total: number
  /** Bytes that were delivered in this run. */
  readonly bytes: number
  /** Held or failed. */
  readonly needYou: number
  readonly firstLinked: readonly EndedPhoto[]
  add(photo: EndedPhoto): void
}

const kept = 20

export function createTally(): Tally {
  const counts: Record<EndedState, number> = { delivered: 0, duplicate: 0, held: 0, failed: 0, cancelled: 0 }
  const bytesOf: Record<EndedState, number> = { ...counts }
  const firstLinked: EndedPhoto[] = []
  return {
    counts,
    bytesOf,
    firstLinked,
    get total() {
      return Object.values(counts).reduce((sum, count) => sum + count, 0)
    },
    get bytes() {
      return bytesOf.delivered
    },
    get needYou() {
      return counts.held + counts.failed
    },
    add(photo) {
      counts[photo.state] += 1
      bytesOf[photo.state] += photo.bytes
      if (photo.links.length > 0 && firstLinked.length < kept) firstLinked.push(photo)
    },
  }
}

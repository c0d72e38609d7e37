import type { BatchId } from '../../preload/contract/index.ts'

/** Who waits for which photos: a batch ends when all it listed have ended. */
export interface Batches {
  /** Under an id of its own, or under the one an earlier run gave it. */
  begin(id?: BatchId): BatchId
  /** This photo belongs to the batch; `photo` is its key. */
  join(batch: BatchId, photo: string): void
  /** Files passed over by name. */
  passOver(batch: BatchId, files: number): void
  /** Nothing more will join. */
  close(batch: BatchId): void
  of(photo: string): BatchId[]
  /** The photo has ended, for all its batches or for these. */
  end(photo: string, whose?: readonly BatchId[]): void
  /** The photo goes on under another key. */
  rename(from: string, to: string): void
}

type Batch = { pending: Set<string>; ignored: number; closed: boolean }

export function createBatches(newId: () => BatchId, onEnded: (batch: BatchId, ignored: number) => void): Batches {
  const batches = new Map<BatchId, Batch>()
  const joined = new Map<string, Set<BatchId>>()

  const endIfDone = (id: BatchId) => {
    const batch = batches.get(id)
    if (batch === undefined || !batch.closed || batch.pending.size > 0) return
    batches.delete(id)
    onEnded(id, batch.ignored)
  }

  function join(id: BatchId, photo: string): void {
    const batch = batches.get(id)
    if (batch === undefined) return
    batch.pending.add(photo)
    joined.set(photo, (joined.get(photo) ?? new Set()).add(id))
  }

  function end(photo: string, whose?: readonly BatchId[]): void {
    const all = joined.get(photo) ?? new Set<BatchId>()
    const ids = whose ?? [...all]
    for (const id of ids) all.delete(id)
    if (all.size === 0) joined.delete(photo)
    for (const id of ids) {
      batches.get(id)?.pending.delete(photo)
      endIfDone(id)
    }
  }

  return {
    begin(id = newId()) {
      batches.set(id, { pending: new Set(), ignored: 0, closed: false })
      return id
    },
    join,
    passOver(id, files) {
      const batch = batches.get(id)
      if (batch !== undefined) batch.ignored += files
    },
    close(id) {
      const batch = batches.get(id)
      if (batch !== undefined) batch.closed = true
      endIfDone(id)
    },
    of: photo => [...(joined.get(photo) ?? [])],
    end,
    rename(from, to) {
      if (from === to) return
      for (const id of joined.get(from) ?? []) join(id, to)
      end(from)
    },
  }
}

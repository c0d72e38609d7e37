import {
  type Answers,
  type BatchId,
  type KnownChoice,
  type KnownView,
  type Outcome,
  type ProfileName,
} from '../../preload/contract/index.ts'
import type { Batches } from './batches.ts'
import { nameOf } from './decide.ts'
import type { Clock, KnownPhoto, ListedPhoto, QueueStore } from './ports.ts'

export type KnownAnswers = Pick<Answers, 'listKnown' | 'dismissKnown' | 'restoreKnown' | 'judgeAgain'>

type Needs = {
  clock: Clock
  store: QueueStore
  batches: Batches
  /** Offers it as a person's wish, within this batch. */
  lookAgain(photo: KnownPhoto, batch: BatchId): void
  tellChanged(): void
}
type Held = 'held' | 'dismissed'

const slice = 200

/** Answers about photos that have no job: those held, those dismissed, and those whose bytes were delivered before. */
export function answerKnown({ clock, store, batches, lookAgain, tellChanged }: Needs): KnownAnswers {
  async function move(choice: KnownChoice, from: Held, to: Held): Promise<Outcome<{ changed: number }>> {
    let changed = 0
    for (const photos of 'ids' in choice ? named(choice.ids) : all(from, choice.profile)) {
      store.transaction('soon', () => {
        for (const photo of photos) changed += moveOne(photo, from, to)
      })
      // Before the next slice is read, not after: what is written must be what was read.
      if (photos.length === slice) await new Promise<void>(resolve => clock.after(0, resolve))
    }
    if (changed > 0) tellChanged()
    return { ok: true, value: { changed } }
  }

  function moveOne(photo: KnownPhoto, from: Held, to: Held): number {
    if (photo.verdict.kind !== from) return 0
    store.ledger.put({ ...photo, verdict: { kind: to, findings: photo.verdict.findings } })
    return 1
  }

  /** Read slice by slice: between two of them a photo may be judged anew. */
  function* named(ids: readonly string[]): Iterable<KnownPhoto[]> {
    for (let from = 0; from < ids.length; from += slice)
      yield ids.slice(from, from + slice).flatMap(id => store.ledger.byId(id) ?? [])
  }

  function* all(verdict: Held, profile: ProfileName | undefined): Iterable<KnownPhoto[]> {
    let after: string | undefined
    do {
      const { rows, next } = store.ledger.page({ verdict, profile, after, limit: slice })
      yield rows
      after = next ?? undefined
    } while (after !== undefined)
  }

  return {
    listKnown: async query => {
      const { rows, next } = store.ledger.page(query)
      return { ok: true, value: { photos: rows.flatMap(viewOf), next } }
    },
    dismissKnown: choice => move(choice, 'held', 'dismissed'),
    restoreKnown: choice => move(choice, 'dismissed', 'held'),
    judgeAgain: async ({ ids }) => {
      const batch = batches.begin()
      for (const photos of named(ids)) for (const photo of photos) lookAgain(photo, batch)
      batches.close(batch)
      return { ok: true, value: { batch } }
    },
  }
}

function viewOf({ id, profile, folder, stamp, sha256, facts, verdict, at }: ListedPhoto): KnownView[] {
  if (verdict.kind === 'accepted') return []
  const photo = { id, profile, folder, name: nameOf(stamp.path), bytes: stamp.size, sha256, facts, at }
  if (verdict.kind === 'duplicate') return [{ ...photo, verdict: verdict.kind, findings: [], of: verdict.of }]
  return [{ ...photo, verdict: verdict.kind, findings: verdict.findings, of: null }]
}

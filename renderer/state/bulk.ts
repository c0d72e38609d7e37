import { type Failure, type ImageId, type Outcome, overImages, type Problem } from '../../preload/contract/index.ts'
import { type Cell, createCell } from './cell.ts'

/** What is done with many images. */
export type Doing = 'change' | 'delete' | 'keep'

/** How far it is; `end` null while it goes on. */
export type BulkRun = {
  readonly doing: Doing
  readonly total: number
  readonly done: number
  readonly failures: readonly Failure[]
  readonly end: 'last' | 'interrupted' | Problem | null
  /** Told by the work itself at its end. */
  readonly proof: BulkProof | null
}

/** Of originals fetched: the very bytes that were sent, whole pictures, and where they are. */
export type BulkProof = { readonly folder: string; readonly identical: number; readonly intact: number }

export type BulkWork<T> = {
  readonly doing: Doing
  readonly ids: readonly ImageId[]
  perform(id: ImageId): Promise<Outcome<T>>
  /** Told as each one is done. */
  done?(id: ImageId, value: T): void
  /** Told at the end. */
  ended?(): BulkProof | null
}

/** Does one thing with many images at a time, whichever screen is shown. */
export interface Bulk {
  readonly run: Pick<Cell<BulkRun | null>, 'get' | 'watch'>
  start<T>(work: BulkWork<T>): void
  /** Those under way end; no new one begins. */
  stop(): void
  dismiss(): void
}

const drawEveryMs = 100

export const isUnderWay = (run: BulkRun | null): boolean => run !== null && run.end === null

export function openBulk(): Bulk {
  const run = createCell<BulkRun | null>(null)
  let stopping = new AbortController()

  async function go<T>({ doing, ids, perform, done, ended }: BulkWork<T>): Promise<void> {
    stopping = new AbortController()
    const failures: Failure[] = []
    let drawnAt = performance.now()
    const standing = { doing, total: ids.length, proof: null, end: null }
    run.set({ ...standing, done: 0, failures: [] })
    const tell = (id: ImageId, outcome: Outcome<T>, now: { done: number }) => {
      if (outcome.ok) done?.(id, outcome.value)
      else failures.push({ id, problem: outcome.problem })
      if (performance.now() - drawnAt < drawEveryMs) return
      drawnAt = performance.now()
      run.set({ ...standing, done: now.done, failures: [...failures] })
    }
    const last = await overImages(ids, { perform, tell }, stopping.signal)
    run.set({ ...standing, ...last, proof: ended?.() ?? null })
  }

  return {
    run,
    start(work) {
      if (!isUnderWay(run.get()) && work.ids.length > 0) void go(work)
    },
    stop: () => stopping.abort(),
    dismiss: () => {
      if (!isUnderWay(run.get())) run.set(null)
    },
  }
}

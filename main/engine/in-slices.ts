import type { Clock, QueueStore } from './ports.ts'

const slice = 200

/** Does one thing to many jobs without holding up everything else: a transaction per slice, and a breath between. */
export async function inSlices<T>(
  all: readonly T[],
  clock: Clock,
  store: QueueStore,
  act: (one: T) => void,
): Promise<void> {
  for (let from = 0; from < all.length; from += slice) {
    if (from > 0) await new Promise<void>(resolve => clock.after(0, resolve))
    store.transaction('soon', () => {
      for (const one of all.slice(from, from + slice)) act(one)
    })
  }
}

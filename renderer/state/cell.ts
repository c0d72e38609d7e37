/** One value that readers may watch. */
export interface Cell<T> {
  get(): T
  set(value: T): void
  change(make: (value: T) => T): void
  watch(look: () => void): () => void
}

export function createCell<T>(first: T): Cell<T> {
  const watchers = new Set<() => void>()
  let value = first
  const set = (next: T) => {
    if (Object.is(next, value)) return
    value = next
    for (const look of watchers) look()
  }
  return {
    get: () => value,
    set,
    change: make => set(make(value)),
    watch(look) {
      watchers.add(look)
      return () => watchers.delete(look)
    },
  }
}

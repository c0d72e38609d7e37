/** Candidates in the order they are to be judged: a binary heap, since a card may bring 100,000 at once. */
export interface Backlog<T> {
  readonly size: number
  push(value: T): void
  /** The first in order, taken out. */
  pop(): T | undefined
}

export function createBacklog<T>(compare: (a: T, b: T) => number): Backlog<T> {
  const heap: T[] = []
  const before = (a: number, b: number) => compare(heap[a] as T, heap[b] as T) < 0
  const swap = (a: number, b: number) => {
    const kept = heap[a] as T
    heap[a] = heap[b] as T
    heap[b] = kept
  }
  return {
    get size() {
      return heap.length
    },
    push(value) {
      let at = heap.push(value) - 1
      for (let parent = (at - 1) >> 1; at > 0 && before(at, parent); parent = (at - 1) >> 1) {
        swap(at, parent)
        at = parent
      }
    },
    pop() {
      const first = heap[0]
      const last = heap.pop()
      if (heap.length === 0 || last === undefined) return first
      heap[0] = last
      for (let at = 0; ;) {
        const left = 2 * at + 1
        const least = left + 1 < heap.length && before(left + 1, left) ? left + 1 : left
        if (least >= heap.length || !before(least, at)) return first
        swap(at, least)
        at = least
      }
    },
  }
}

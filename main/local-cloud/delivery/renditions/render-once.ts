import type { DeliveryRefusal } from '../delivery-refusal.ts'
import { createGate } from './create-gate.ts'
import type { RenditionType } from './rendition-store.ts'

export type Made = { kind: 'rendered'; type: RenditionType; bytes: Buffer<ArrayBuffer> } | DeliveryRefusal
type Underway = { made: Promise<Made>; waiting: number; abandon: AbortController }
type Order = {
  key: string
  isHeavy: boolean
  make(): Promise<Made>
  /** What comes after making, when the next one may already begin. */
  keep(made: Made): Promise<void>
}

/** Why a rendering did not begin: everybody who wanted it has gone. */
export class Abandoned extends Error {}

/** Makes each thing once, however many ask for it at the same time, and few things at a time. */
export function createRenderOnce() {
  const gate = createGate()
  const underway = new Map<string, Underway>()

  const begin = ({ key, isHeavy, make, keep }: Order): Underway => {
    const abandon = new AbortController()
    const work = async () => {
      const made = await gate.run(make, isHeavy, abandon.signal)
      await keep(made)
      return made
    }
    const forget = () => {
      if (underway.get(key) === begun) underway.delete(key)
    }
    const begun: Underway = { made: work().finally(forget), waiting: 0, abandon }
    // Who comes after the last one has gone must not be told that it was abandoned.
    abandon.signal.addEventListener('abort', forget)
    underway.set(key, begun)
    return begun
  }

  /** One who waits. Rejects with `Abandoned` when all have gone before it began; what has begun is waited for. */
  return async (order: Order, gone: AbortSignal): Promise<Made> => {
    if (gone.aborted) throw new Abandoned()
    const work = underway.get(order.key) ?? begin(order)
    work.waiting++
    const leave = () => {
      work.waiting--
      if (work.waiting === 0) work.abandon.abort(new Abandoned())
    }
    gone.addEventListener('abort', leave, { once: true })
    try {
      return await work.made
    } finally {
      gone.removeEventListener('abort', leave)
    }
  }
}

import type { Outcome } from '../../preload/contract/index.ts'
import type { Desk } from '../state/desk.ts'

/** As many ids as one order may name. */
const lot = 10_000

/** Gives one order for many, a lot after the other; one that fails is told, and the rest is left. */
export async function inLots(
  desk: Desk,
  ids: readonly string[],
  order: (ids: string[]) => Promise<Outcome<unknown>>,
): Promise<void> {
  for (let at = 0; at < ids.length; at += lot) if (!(await desk.attempt(order(ids.slice(at, at + lot))))) return
}

import type { KnownPhoto } from '../engine/ports.ts'

/** Whether a photo shares an image that is there already: `on-sheet` while it may still go to another account. */
export type Shared = 'not' | 'on-sheet' | 'for-good'

export function sharedAs(known: KnownPhoto | undefined): Shared {
  if (known?.verdict.kind !== 'duplicate' || !('image' in known.verdict.of)) return 'not'
  return known.staged === null ? 'for-good' : 'on-sheet'
}

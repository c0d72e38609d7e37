import type { FittedPhoto } from '../../../preload/contract/index.ts'

/** What a person should know about one photo in one variant. `few`: not worth an alarm. */
export type Warning =
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'openPrivate' }
  | { readonly kind: 'enlarged'; readonly scale: number }
  | { readonly kind: 'cutOff'; readonly fraction: number; readonly isLittle: boolean }

/** Rounding to whole pixels cuts and enlarges a hair; nobody sees that. */
const hair = 0.004
/** Up to here a crop is what it was chosen for. */
const little = 0.1

type Seen = { fitted: FittedPhoto; isPrivate: boolean; alwaysPublic: boolean }

/** Pure. The gravest first. */
export function warningsOf({ fitted, isPrivate, alwaysPublic }: Seen): readonly Warning[] {
  const { cutOff, scale } = fitted
  return [
    ...(isPrivate && alwaysPublic ? [{ kind: 'openPrivate' } as const] : []),
    ...(fitted.isTooLarge ? [{ kind: 'tooLarge' } as const] : []),
    ...(scale > 1 + hair ? [{ kind: 'enlarged', scale } as const] : []),
    ...(cutOff > hair ? [{ kind: 'cutOff', fraction: cutOff, isLittle: cutOff < little } as const] : []),
  ]
}

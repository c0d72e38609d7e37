import type { Desk } from '../state/desk.ts'
import type { Text } from '../text/en.ts'

export type ActionName = keyof Text['actions']

/** One thing a person can do, whatever they do it by: palette, key or button. */
export type Action = {
  readonly name: ActionName
  /** As `mod+shift+k`; `mod` is Ctrl, or Command on a Mac. The first one is shown. */
  readonly keys: readonly string[]
  when(desk: Desk): boolean
  perform(desk: Desk): void
}

export const always = (): boolean => true

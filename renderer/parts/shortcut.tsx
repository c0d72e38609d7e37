import { nameOfKey } from './name-of-key.ts'

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** The key that stands beside a command. */
export function Shortcut({ of }: { of: string | undefined }) {
  return of === undefined ? null : <kbd className="shortcut">{nameOfKey(of, isMac)}</kbd>
}

import {
  fail,
  type Instant,
  type Outcome,
  type ProfileName,
  type SigningKeyName,
  succeed,
} from '../../../preload/contract/index.ts'
import type { KeyWithValue } from '../images-port.ts'
import type { Lines } from '../lines.ts'
import type { Clock, ImagesApi, Redaction } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'

/** The account's signing keys with their values, remembered for a few minutes. They are handed to who signs, and to nobody else. */
export interface SigningKeys {
  /** The key of this name; without one the account's `default`, or else its first. */
  pick(profile: ProfileName, name: SigningKeyName | undefined): Promise<Outcome<KeyWithValue>>
  /** They changed, or were seen anew. */
  keep(profile: ProfileName, keys: KeyWithValue[]): void
}

type Needs = { clock: Clock; lines: Lines; calls: AccountCalls; redaction: Redaction }

const rememberMs = 300_000

export function createSigningKeys({ clock, lines, calls, redaction }: Needs): SigningKeys {
  // Held by the connection: with a new token or without the profile they are gone.
  const known = new WeakMap<ImagesApi, { keys: KeyWithValue[]; at: Instant }>()

  function keep(profile: ProfileName, keys: KeyWithValue[]): void {
    for (const key of keys) redaction.hide(key.value)
    const images = lines.open(profile)?.images
    if (images !== undefined) known.set(images, { keys, at: clock.now() })
  }

  function remembered(profile: ProfileName): KeyWithValue[] | undefined {
    const images = lines.open(profile)?.images
    const kept = images && known.get(images)
    return kept !== undefined && kept.at + rememberMs > clock.now() ? kept.keys : undefined
  }

  const choose = (keys: readonly KeyWithValue[], name: SigningKeyName | undefined) =>
    name === undefined ? (keys.find(key => key.name === 'default') ?? keys[0]) : keys.find(key => key.name === name)

  return {
    keep,
    async pick(profile, name) {
      const before = choose(remembered(profile) ?? [], name)
      if (before !== undefined) return succeed(before)
      const listed = await calls.repeat(profile, (images, signal) => images.keys(signal))
      if (!listed.ok) return listed
      keep(profile, listed.value)
      const chosen = choose(listed.value, name)
      return chosen === undefined ? fail({ code: 'signing-key-unknown', key: name ?? 'default' }) : succeed(chosen)
    },
  }
}

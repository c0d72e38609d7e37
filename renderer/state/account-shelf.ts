import type { Outcome, ProfileName } from '../../preload/contract/index.ts'

/** Something every account has, remembered for a while: not every image that is looked at asks for it anew. */
export interface AccountShelf<T> {
  /** As it was read last, for the first drawing. */
  last(profile: ProfileName): T | null
  read(profile: ProfileName): Promise<Outcome<T>>
  /** It was changed: the next who reads asks the account. */
  forget(profile: ProfileName): void
}

const freshForMs = 60_000

export function createAccountShelf<T>(ask: (profile: ProfileName) => Promise<Outcome<T>>): AccountShelf<T> {
  const reads = new Map<ProfileName, { readonly at: number; readonly asked: Promise<Outcome<T>> }>()
  const known = new Map<ProfileName, T>()

  async function askNow(profile: ProfileName): Promise<Outcome<T>> {
    const answer = await ask(profile)
    if (answer.ok) known.set(profile, answer.value)
    else reads.delete(profile)
    return answer
  }

  return {
    last: profile => known.get(profile) ?? null,
    read(profile) {
      const read = reads.get(profile)
      if (read !== undefined && read.at + freshForMs > performance.now()) return read.asked
      const asked = askNow(profile)
      reads.set(profile, { at: performance.now(), asked })
      return asked
    },
    forget: profile => void reads.delete(profile),
  }
}

import type { Outcome, Profile, ProfileName } from '../../preload/contract/index.ts'
import { createPace, type Pace } from './pace.ts'
import type { ImagesApi, Ports } from './ports.ts'

/** One line per profile: the connected account, its request budget, and how often in a row it failed. */
export type Line = { images: ImagesApi; pace: Pace; streak: number }

export interface Lines {
  /** Connects on first use; a missing token or profile is a Problem. */
  of(profile: ProfileName): Promise<Outcome<Line>>
  /** The line if it is already connected. */
  open(profile: ProfileName): Line | undefined
  all(): [ProfileName, Line][]
  /** Lets go of a connection whose token or account changed. */
  drop(profile: ProfileName): Promise<void>
  close(): Promise<void>
}

type Needs = Pick<Ports, 'clock' | 'vault' | 'connect' | 'redaction'> & {
  profileOf(name: ProfileName): Profile | undefined
}

export function createLines({ clock, vault, connect, redaction, profileOf }: Needs): Lines {
  const connected = new Map<ProfileName, Line>()
  const connecting = new Map<ProfileName, Promise<Outcome<Line>>>()
  // A budget belongs to the account and outlives a new token.
  const paces = new Map<ProfileName, Pace>()

  async function connectLine(name: ProfileName): Promise<Outcome<Line>> {
    const profile = profileOf(name)
    if (profile === undefined) return { ok: false, problem: { code: 'profile-unknown', profile: name } }
    const token = await vault.read(profile)
    if (!token.ok) return token
    redaction.hide(token.value)
    const pace = paces.get(name) ?? createPace(clock)
    paces.set(name, pace)
    const images = await connect(profile, token.value, pace)
    if (!images.ok) return images
    const line = { images: images.value, pace, streak: 0 }
    connected.set(name, line)
    return { ok: true, value: line }
  }

  return {
    async of(name) {
      const line = connected.get(name)
      if (line !== undefined) return { ok: true, value: line }
      const begun = connecting.get(name) ?? connectLine(name).finally(() => connecting.delete(name))
      connecting.set(name, begun)
      return begun
    },
    open: name => connected.get(name),
    all: () => [...connected],
    async drop(name) {
      // A connection still being made would hold the old token.
      await connecting.get(name)
      const line = connected.get(name)
      connected.delete(name)
      await line?.images.close()
    },
    async close() {
      await Promise.allSettled([...connected.values()].map(line => line.images.close()))
      connected.clear()
    },
  }
}

import { type Bridge, fail, type Outcome, type ProfileView, succeed } from '../../../preload/contract/index.ts'

/** The profile a command is about: the one named, else the active one. */
export async function findProfile(bridge: Bridge, name: string | undefined): Promise<Outcome<ProfileView>> {
  const snapshot = await bridge.snapshot({})
  if (!snapshot.ok) return snapshot
  const found = snapshot.value.profiles.find(one => (name === undefined ? one.active : one.name === name))
  return found === undefined ? fail({ code: 'profile-unknown', profile: name ?? '' }) : succeed(found)
}

import { type Bridge, type Outcome, type ProfileName, succeed } from '../../../preload/contract/index.ts'

/** The profiles of this home's own local cloud: their links work only while it runs. */
export async function localProfiles(bridge: Bridge): Promise<Outcome<ReadonlySet<ProfileName>>> {
  const snapshot = await bridge.snapshot({})
  if (!snapshot.ok) return snapshot
  return succeed(new Set(snapshot.value.profiles.filter(one => one.account.kind === 'local').map(one => one.name)))
}

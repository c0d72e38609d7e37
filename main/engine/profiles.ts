import type {
  AccountCheck,
  AccountUse,
  Outcome,
  Problem,
  Profile,
  ProfileName,
  ProfileView,
} from '../../preload/contract/index.ts'
import type { Feed } from './feed.ts'
import type { Lines } from './lines.ts'
import type { Ports } from './ports.ts'
import { stallGuard } from './stall-guard.ts'

/** The accounts a person uses; one is active and takes what is sent without saying where. */
export interface Profiles {
  get(name: ProfileName): Profile | undefined
  active(): ProfileName
  /** The profile of this name, or the active one when none is named. */
  meant(name: ProfileName | undefined): Outcome<ProfileName>
  views(): Promise<ProfileView[]>
  add(name: ProfileName, account: Profile['account'], token: string | null): Promise<Outcome<ProfileView>>
  replaceToken(name: ProfileName, token: string): Promise<Outcome<ProfileView>>
  verify(name: ProfileName | undefined): Promise<Outcome<{ profile: ProfileView; use: AccountUse }>>
  use(name: ProfileName): Promise<Outcome<ProfileView>>
  remove(name: ProfileName): Promise<Outcome<Record<string, never>>>
}

type Needs = Pick<Ports, 'clock' | 'vault' | 'store' | 'log' | 'redaction'> & {
  feed: Feed
  lines(): Lines
  notice(problem: Problem): void
  /** Folders and unfinished photos that still need the profile. */
  usedBy(name: ProfileName): { folders: number; jobs: number }
  /** What was picked for it and is not judged yet is wanted no more. */
  callOff(name: ProfileName): void
}

const activeKey = 'active-profile'
const verifyMs = 30_000

export function createProfiles(needs: Needs): Profiles {
  const { clock, store, vault, feed, log } = needs
  const profiles = new Map(store.profiles.all().map(profile => [profile.name, profile]))
  const checks = new Map<ProfileName, AccountCheck>()

  const active = (): ProfileName => {
    const chosen = store.settings.get(activeKey)
    return typeof chosen === 'string' && profiles.has(chosen) ? chosen : ([...profiles.keys()][0] ?? '')
  }
  const unknown = (profile: ProfileName): Outcome<never> => ({
    ok: false,
    problem: { code: 'profile-unknown', profile },
  })
  const view = async (profile: Profile): Promise<ProfileView> => ({
    ...profile,
    active: profile.name === active(),
    token: await vault.place(profile),
    check: checks.get(profile.name) ?? null,
  })

  async function tell(profile: Profile): Promise<ProfileView> {
    const shown = await view(profile)
    feed.tell({ kind: 'profileChanged', profile: shown })
    return shown
  }

  const told = async (profile: Profile): Promise<Outcome<ProfileView>> => ({ ok: true, value: await tell(profile) })

  async function keep(profile: Profile, token: string): Promise<Outcome<void>> {
    needs.redaction.hide(token)
    const written = await vault.write(profile, token)
    if (!written.ok) return written
    if (written.value.notice !== null) needs.notice(written.value.notice)
    // What was proved of another token says nothing of this one.
    checks.delete(profile.name)
    await needs.lines().drop(profile.name)
    return { ok: true, value: undefined }
  }

  async function askUse(name: ProfileName): Promise<Outcome<AccountUse>> {
    const line = await needs.lines().of(name)
    if (!line.ok) return line
    using quiet = stallGuard(clock, verifyMs)
    return line.value.images.use(quiet.signal)
  }

  return {
    get: name => profiles.get(name),
    active,
    meant(name = active()) {
      return profiles.has(name) ? { ok: true, value: name } : unknown(name)
    },
    views: () => Promise.all([...profiles.values()].map(view)),
    async add(name, account, token) {
      if (profiles.has(name)) return { ok: false, problem: { code: 'profile-exists', profile: name } }
      const profile: Profile = { name, account, addedAt: clock.now() }
      const kept = token === null ? undefined : await keep(profile, token)
      if (kept !== undefined && !kept.ok) return kept
      store.profiles.save(profile)
      profiles.set(name, profile)
      log.write('info', 'an account was added', { profile: name })
      return told(profile)
    },
    async replaceToken(name, token) {
      const profile = profiles.get(name)
      if (profile === undefined) return unknown(name)
      const kept = await keep(profile, token)
      return kept.ok ? told(profile) : kept
    },
    async verify(name = active()) {
      const profile = profiles.get(name)
      if (profile === undefined) return unknown(name)
      const used = await askUse(name)
      // It may have been removed meanwhile.
      if (profiles.get(name) !== profile) return unknown(name)
      const at = clock.now()
      checks.set(
        name,
        used.ok ? { kind: 'passed', at, use: used.value } : { kind: 'failed', at, because: used.problem },
      )
      log.write(used.ok ? 'info' : 'warn', 'an account was checked', { profile: name, ...problemIn(used) })
      const shown = await tell(profile)
      return used.ok ? { ok: true, value: { profile: shown, use: used.value } } : used
    },
    async use(name) {
      const profile = profiles.get(name)
      if (profile === undefined) return unknown(name)
      store.settings.set(activeKey, name)
      log.write('info', 'an account is in use', { profile: name })
      return told(profile)
    },
    async remove(name) {
      const profile = profiles.get(name)
      if (profile === undefined) return unknown(name)
      if (profile.account.kind === 'local') return { ok: false, problem: { code: 'profile-built-in', profile: name } }
      const used = needs.usedBy(name)
      if (used.folders + used.jobs > 0)
        return { ok: false, problem: { code: 'profile-in-use', profile: name, ...used } }
      const removed = await vault.remove(profile)
      if (!removed.ok) return removed
      await needs.lines().drop(name)
      store.profiles.remove(name)
      store.library.forget(name)
      needs.callOff(name)
      const wasActive = active() === name
      profiles.delete(name)
      checks.delete(name)
      log.write('info', 'an account was removed', { profile: name })
      feed.tell({ kind: 'profileRemoved', profile: name })
      const next = wasActive ? profiles.get(active()) : undefined
      if (next !== undefined) await tell(next)
      return { ok: true, value: {} }
    },
  }
}

const problemIn = (outcome: Outcome<unknown>) => (outcome.ok ? {} : { problem: outcome.problem.code })

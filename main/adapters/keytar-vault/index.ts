import { fail, succeed, type Outcome, type Problem, type Profile } from '../../../preload/contract/index.ts'
import type { Vault } from '../../engine/ports.ts'
import { forkKeychain } from './fork-keychain.ts'
import { openKeychain, type StartKeychain } from './keychain.ts'

export type { KeychainProgram, StartKeychain } from './keychain.ts'

export type VaultOptions = {
  /** Serves unattended machines; wins over the keychain. */
  environmentToken: string | undefined
  /** The token of this home folder’s local cloud. */
  localToken: () => Promise<Outcome<string>>
  /** A child process unless told otherwise. */
  startKeychain?: StartKeychain | undefined
}

/** Tokens in the OS keychain, under the profile’s name. Where there is none they are kept in memory for this run. */
export function createKeytarVault(options: VaultOptions): Vault {
  const keychain = openKeychain(options.startKeychain ?? forkKeychain)
  const thisRun = new Map<string, string>()
  const environmentToken = options.environmentToken?.trim() ?? ''

  function keepForThisRun(profile: Profile, token: string, because: Problem) {
    thisRun.set(profile.name, token)
    return succeed({ place: 'this-run' as const, notice: because })
  }

  return {
    async place(profile) {
      if (profile.account.kind === 'local') return 'built-in'
      if (environmentToken !== '') return 'environment'
      if (thisRun.has(profile.name)) return 'this-run'
      const kept = await keychain.read(profile.name)
      return kept.ok && kept.value !== null ? 'keychain' : 'missing'
    },

    async read(profile) {
      if (profile.account.kind === 'local') return options.localToken()
      if (environmentToken !== '') return oneLine(environmentToken, 'HOTFOLDER_API_TOKEN')
      const held = thisRun.get(profile.name)
      if (held !== undefined) return succeed(held)
      const kept = await keychain.read(profile.name)
      // Without a keychain the way out is the same: give a token, or HOTFOLDER_API_TOKEN.
      return kept.ok && kept.value !== null
        ? succeed(kept.value)
        : fail({ code: 'token-missing', profile: profile.name })
    },

    async write(profile, text) {
      if (profile.account.kind === 'local')
        return fail({ code: 'invalid-input', where: 'The token', detail: 'The local cloud brings its own token.' })
      const token = oneLine(text, 'The token')
      if (!token.ok) return token
      const written = await keychain.write(profile.name, token.value)
      if (!written.ok) return keepForThisRun(profile, token.value, written.problem)
      const kept = await keychain.read(profile.name)
      if (!kept.ok) return keepForThisRun(profile, token.value, kept.problem)
      if (kept.value !== token.value)
        return keepForThisRun(profile, token.value, {
          code: 'keychain-unavailable',
          detail: 'it gave back something else than was written',
        })
      thisRun.delete(profile.name)
      return succeed({ place: 'keychain', notice: null })
    },

    async remove(profile) {
      thisRun.delete(profile.name)
      if (profile.account.kind === 'local') return succeed(undefined)
      const removed = await keychain.remove(profile.name)
      // Where no keychain answers there is nothing to take out, and the profile must still be removable.
      return removed.ok || !keychain.isSilent() ? succeed(undefined) : removed
    },
  }
}

function oneLine(text: string, where: string): Outcome<string> {
  const token = text.trim()
  if (token === '') return fail({ code: 'invalid-input', where, detail: 'It is empty.' })
  if (/[\s\p{Cc}]/u.test(token))
    return fail({ code: 'invalid-input', where, detail: 'A token is one line without spaces; give only that.' })
  return succeed(token)
}

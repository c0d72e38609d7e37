import { z } from 'zod'
import { Instant, ProfileName } from './ids.ts'
import { AccountUse } from './image.ts'
import { Problem } from './problem.ts'

/** Cloudflare's own address; another base URL is for a local cloud or a proxy. */
export const cloudflareBaseUrl = 'https://api.cloudflare.com/client/v4'

/** Which service a profile speaks to. `local` is the embedded local cloud of this home folder. */
export const Account = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('local') }),
  z.object({
    kind: z.literal('cloudflare'),
    accountId: z.string().regex(/^[0-9a-f]{32}$/, 'an account id is 32 characters, 0–9 and a–f'),
    baseUrl: z.url({ protocol: /^https?$/ }),
  }),
])
export type Account = z.infer<typeof Account>

/** One account as the person uses it. Its token lives in the vault, never here. */
export const Profile = z.object({ name: ProfileName, account: Account, addedAt: Instant })
export type Profile = z.infer<typeof Profile>

/** Where the token of a profile is: kept by the OS, for this run only, from the environment, or nowhere. */
export const TokenPlace = z.enum(['keychain', 'this-run', 'environment', 'built-in', 'missing'])
export type TokenPlace = z.infer<typeof TokenPlace>

/** How it went when the account was last asked whether it takes this token. */
export const AccountCheck = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('passed'), at: Instant, use: AccountUse }),
  z.object({ kind: z.literal('failed'), at: Instant, because: Problem }),
])
export type AccountCheck = z.infer<typeof AccountCheck>

/** `check`: null until it is asked in this run. */
export const ProfileView = Profile.extend({
  active: z.boolean(),
  token: TokenPlace,
  check: AccountCheck.nullable(),
})
export type ProfileView = z.infer<typeof ProfileView>

import type { Cloudflare } from 'cloudflare'
import type { CallAccount } from './call-account.ts'

/** What every operation of one account needs. */
export type Account = { client: Cloudflare; accountId: string; call: CallAccount; now: () => number }

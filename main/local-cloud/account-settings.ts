import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { limits } from './limits.ts'

/** What holds for the whole account (API: config, images-api §2.16). */
export const AccountSettings = z.strictObject({
  flexible_variants: z.boolean(),
  /** Seconds */
  browser_ttl: z.number().int().min(3_600).max(31_536_000),
  preserve_content_credentials: z.boolean(),
})
export type AccountSettings = z.infer<typeof AccountSettings>

const fresh: AccountSettings = {
  flexible_variants: false,
  browser_ttl: limits.browserTtlSeconds,
  preserve_content_credentials: false,
}

export type AccountSettingsStore = ReturnType<typeof createAccountSettings>

export function createAccountSettings(database: DatabaseSync) {
  database.exec('CREATE TABLE IF NOT EXISTS account_settings (n INTEGER PRIMARY KEY, settings TEXT NOT NULL) STRICT')
  const read = database.prepare('SELECT settings FROM account_settings WHERE n = 1')
  const write = database.prepare('INSERT OR REPLACE INTO account_settings (n, settings) VALUES (1, ?)')
  const kept = z.object({ settings: z.string() }).safeParse(read.get())
  let settings = kept.success ? AccountSettings.parse({ ...fresh, ...JSON.parse(kept.data.settings) }) : fresh
  return {
    get: (): AccountSettings => settings,
    change(changes: Partial<AccountSettings>): AccountSettings {
      settings = { ...settings, ...changes }
      write.run(JSON.stringify(settings))
      return settings
    },
  }
}

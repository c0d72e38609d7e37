import { z } from 'zod'
import { FolderState } from './folder.ts'
import { Instant, ProfileName } from './ids.ts'
import { LogLine } from './log.ts'
import { Preferences } from './preferences.ts'
import { AccountCheck, TokenPlace } from './profile.ts'
import { BudgetView, Counts } from './snapshot.ts'

/** What runs here, and on what. */
export const About = z.object({
  version: z.string(),
  node: z.string(),
  /** As `linux x64 6.1`. */
  platform: z.string(),
  processors: z.number().int(),
  memoryBytes: z.number(),
  /** The version of the queue's tables. */
  database: z.number().int(),
  /** Where our files live; the person's own folder is written `~`. */
  home: z.string(),
  /** Parts of others that come along, and the licence of each. */
  parts: z.array(z.object({ name: z.string(), licence: z.string() })),
})
export type About = z.infer<typeof About>

/** A folder that is followed, without its full path. */
const DescribedFolder = z.object({
  path: z.string(),
  profile: ProfileName,
  state: FolderState,
  known: z.number().int(),
  recursive: z.boolean(),
  private: z.boolean(),
  order: z.string(),
  settleMs: z.number(),
  patterns: z.number().int(),
})

const DescribedAccount = z.object({
  name: ProfileName,
  service: z.enum(['local-cloud', 'cloudflare', 'another-address']),
  /** The first and the last four characters. */
  accountId: z.string().nullable(),
  active: z.boolean(),
  tokenIn: TokenPlace,
  check: AccountCheck.nullable(),
})

/** All that somebody who helps needs to know: no token, no key, no link that opens anything, no name of a photo. */
export const Diagnostics = z.object({
  at: Instant,
  about: About,
  preferences: Preferences,
  queue: z.object({
    paused: z.boolean(),
    isQuiet: z.boolean(),
    concurrency: z.number().int(),
    bytesPerSecond: z.number().nullable(),
    judging: z.number().int(),
    counts: Counts,
    /** Why accounts take nothing at the moment. */
    closed: z.array(z.object({ profile: ProfileName, because: z.string() })),
  }),
  accounts: z.array(DescribedAccount),
  budgets: z.array(BudgetView),
  folders: z.array(DescribedFolder),
  /** What went wrong, how often, and how it was told the last time. */
  problems: z.array(z.object({ code: z.string(), count: z.number().int(), told: z.string() })),
  log: z.array(LogLine),
})
export type Diagnostics = z.infer<typeof Diagnostics>

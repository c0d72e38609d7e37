import { z } from 'zod'
import { FolderView } from './folder.ts'
import { BatchId, Instant, ProfileName } from './ids.ts'
import { UploadJob } from './job.ts'
import { ProfileView } from './profile.ts'
import { Problem } from './problem.ts'

/** How many photos stand where. `held` and `duplicate` are verdicts; the rest are job states. */
export const Counts = z.object({
  staged: z.number(),
  queued: z.number(),
  preparing: z.number(),
  reserving: z.number(),
  sending: z.number(),
  confirming: z.number(),
  waiting: z.number(),
  paused: z.number(),
  delivered: z.number(),
  failed: z.number(),
  cancelled: z.number(),
  held: z.number(),
  duplicate: z.number(),
})
export type Counts = z.infer<typeof Counts>

/** Why an account takes nothing at the moment. */
export const ClosedAccount = z.object({ profile: ProfileName, until: Instant, because: Problem })
export type ClosedAccount = z.infer<typeof ClosedAccount>

/** Quiet hours at this moment: until when, and what they leave; null bytes per second is a pause. */
export const QuietView = z.object({ until: Instant, bytesPerSecond: z.number().nullable() })
export type QuietView = z.infer<typeof QuietView>

/** The queue in one glance. `paused`: by a person; `metered`: held back while the line costs by the byte. Speed in bytes per second; null where it cannot be trusted yet. */
export const QueueView = z.object({
  paused: z.boolean(),
  quiet: QuietView.nullable(),
  metered: z.boolean(),
  concurrency: z.number().int(),
  bytesPerSecondLimit: z.number().nullable(),
  counts: Counts,
  /** Candidates noticed but not judged yet. */
  judging: z.number().int(),
  bytesLeft: z.number(),
  speed: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  closed: z.array(ClosedAccount),
})
export type QueueView = z.infer<typeof QueueView>

/** What one profile may still ask of its account in this window, as far as we know. */
export const BudgetView = z.object({ profile: ProfileName, remaining: z.number(), quota: z.number(), resetAt: Instant })
export type BudgetView = z.infer<typeof BudgetView>

/** What only some hosts can do; a screen shows a control only where its capability is listed. */
export const Capability = z.enum(['pickFolder', 'revealFile'])
export type Capability = z.infer<typeof Capability>

/** Everything now, at one revision. The jobs are those in play; the others are read page by page. */
export const Snapshot = z.object({
  revision: z.number().int(),
  capabilities: z.array(Capability),
  profiles: z.array(ProfileView),
  folders: z.array(FolderView),
  queue: QueueView,
  running: z.array(UploadJob),
  /** Batches with photos that wait for a person's word. */
  staged: z.array(BatchId),
  budgets: z.array(BudgetView),
  notices: z.array(Problem),
})
export type Snapshot = z.infer<typeof Snapshot>
